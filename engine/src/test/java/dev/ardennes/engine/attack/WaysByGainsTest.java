package dev.ardennes.engine.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class WaysByGainsTest {
  private static final long SEED = 20261129;

  @Test
  void theFirstOfAllWaysThatNeedNothingElseIsFound() {
    SplittableRandom random = new SplittableRandom(SEED);
    int found = 0;
    for (int run = 0; run < 2_000; run++) {
      WaysByGains<Integer> ways = new WaysByGains<>();
      List<Set<Gain>> needs = new ArrayList<>();
      int count = random.nextInt(8);
      for (int way = 0; way < count; way++) {
        needs.add(some(random, 3));
        ways.add(way, needs.getLast());
      }
      Set<Gain> had = some(random, 4);
      Integer first = null;
      for (int way = count - 1; way >= 0; way--) {
        first = had.containsAll(needs.get(way)) ? (Integer) way : first;
      }
      assertThat(ways.firstWithin(had)).as("run " + run + " of seed " + SEED).isEqualTo(first);
      found += first == null ? 0 : 1;
    }
    assertThat(found).isBetween(500, 1_500);
  }

  private static Set<Gain> some(SplittableRandom random, int most) {
    Set<Gain> gains = new LinkedHashSet<>();
    int count = random.nextInt(most + 1);
    for (int i = 0; i < count; i++) {
      int number = random.nextInt(5);
      gains.add(new Gain(number, "controls", List.of("role" + number), Gain.Kind.HELD));
    }
    return gains;
  }
}
