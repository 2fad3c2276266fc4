package dev.agentregistry.persistence.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Issue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemsTest {

  /** All texts of up to four of these: marks, zeros and others in every order. */
  private static List<String> hard() {
    List<String> all = new ArrayList<>(List.of(""));
    for (int from = 0, length = 0; length < 4; length++) {
      int to = all.size();
      for (; from < to; from++) {
        for (String c : List.of("\u0000", "\u0001", "\u0002", "a", "\ud83e\udd16", "\uffff")) {
          all.add(all.get(from) + c);
        }
      }
    }
    return all;
  }

  @Test
  void everyItemComesBackAndNoneHasAZero() {
    assertThat(hard())
        .allSatisfy(
            item -> {
              assertThat(Items.encode(item)).doesNotContain("\u0000");
              assertThat(Items.decode(Items.encode(item))).isEqualTo(item);
            });
  }

  @Test
  void itemsKeepTheirOrder() {
    Random random = new Random(1);
    List<String> items = hard();
    for (int i = 0; i < 100_000; i++) {
      String one = items.get(random.nextInt(items.size()));
      String other = items.get(random.nextInt(items.size()));
      int order = Arrays.compareUnsigned(bytes(Items.encode(one)), bytes(Items.encode(other)));
      assertThat(Integer.signum(order))
          .isEqualTo(Integer.signum(Issue.order().compare(one, other)));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** As somebody may write it by hand. */
  @ParameterizedTest
  @CsvSource({"1, 1", "x1x, x1x", "13, 13", "11, 0", "12, 1", "112, 02", "12111, 101"})
  void aMarkThatMeansNothingMeansItself(String text, String item) {
    assertThat(Items.decode(control(text))).isEqualTo(control(item));
  }

  private static String control(String digits) {
    StringBuilder text = new StringBuilder();
    digits.chars().forEach(c -> text.append(c == 'x' ? 'x' : (char) (c - '0')));
    return text.toString();
  }

  @Test
  void aListIsAJsonArray() {
    assertThat(Items.json(List.of())).isEqualTo("[]");
    assertThat(Items.json(List.of("a", "\"\\", "\n", "\u0000", "\u007f")))
        .isEqualTo("[\"a\",\"\\\"\\\\\",\"\\u000a\",\"\\u0001\\u0001\",\"\u007f\"]");
  }
}
