package dev.agentregistry.domain.contract;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random operations, the same again for each seed. */
interface RandomOperationsContract extends StoreContract {

  int OPERATIONS = 300;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  default void aStoreAnswersLikeThePlainModelWhateverItIsAsked(int seed) {
    RandomOperations operations = new RandomOperations(store(), seed);
    for (int i = 0; i < OPERATIONS; i++) {
      operations.next();
    }
    operations.compareAll();
  }
}
