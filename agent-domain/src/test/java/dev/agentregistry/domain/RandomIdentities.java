package dev.agentregistry.domain;

import java.util.Random;

/** Valid identities of all kinds of characters, the same again for each seed. */
final class RandomIdentities {

  private final Random random;

  RandomIdentities(long seed) {
    random = new Random(seed);
  }

  AgentIdentity next() {
    return new AgentIdentity(
        text(AgentIdentity.MAX_HOSTNAME_CHARACTERS),
        text(AgentIdentity.MAX_MACHINE_ADDRESS_CHARACTERS),
        text(300));
  }

  private String text(int maxCharacters) {
    StringBuilder text = new StringBuilder("x");
    for (int i = random.nextInt(maxCharacters); i > 0; i--) {
      text.appendCodePoint(character());
    }
    return text.toString();
  }

  private int character() {
    int character =
        switch (random.nextInt(4)) {
          case 0 -> random.nextInt(0x80);
          case 1 -> random.nextInt(0x800);
          case 2 -> random.nextInt(0x10000);
          default -> random.nextInt(Character.MAX_CODE_POINT + 1);
        };
    boolean surrogate =
        Character.MIN_SURROGATE <= character && character <= Character.MAX_SURROGATE;
    return surrogate || Character.isISOControl(character) ? ':' : character;
  }
}
