package dev.ardennes.engine.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.engine.attack.Decision;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AlikeReasonsTest {
  private static final List<String> QUESTION = List.of("dev", "may change", "a function");
  private static final Fact STATEMENT = fact("statement", "dev", "all functions");

  private final List<String> decided = new ArrayList<>();

  @Test
  void reasonsFollowFromThoseOfTheFirstOnceTheSecondHasShownIt() {
    AlikeReasons reasons = new AlikeReasons(facts("one", "two", "three", "four"));
    for (String thing : List.of("one", "two", "three", "four")) {
      assertThat(ask(reasons, thing, own(thing))).isEqualTo(own(thing));
    }
    assertThat(decided).containsExactly("one", "two");
  }

  @Test
  void whereTheSecondHoldsForAnotherReasonEachIsDecided() {
    AlikeReasons reasons = new AlikeReasons(facts("one", "two", "three"));
    ask(reasons, "one", own("one"));
    ask(reasons, "two", reasons(STATEMENT));
    assertThat(ask(reasons, "three", own("three"))).isEqualTo(own("three"));
    assertThat(decided).containsExactly("one", "two", "three");
  }

  @Test
  void aThingWithoutAFactThatTheOthersHaveIsDecided() {
    AlikeReasons reasons = new AlikeReasons(facts("one", "two", "four"));
    ask(reasons, "one", own("one"));
    ask(reasons, "two", own("two"));
    assertThat(ask(reasons, "three", reasons(STATEMENT))).isEqualTo(reasons(STATEMENT));
    assertThat(ask(reasons, "four", own("four"))).isEqualTo(own("four"));
    assertThat(decided).containsExactly("one", "two", "three");
  }

  @Test
  void theSameThingAskedTwiceShowsNothing() {
    AlikeReasons reasons = new AlikeReasons(facts("one", "two", "three"));
    ask(reasons, "one", own("one"));
    ask(reasons, "one", own("one"));
    ask(reasons, "two", reasons(STATEMENT));
    ask(reasons, "three", own("three"));
    assertThat(decided).containsExactly("one", "one", "two", "three");
  }

  private Decision.Reasons ask(AlikeReasons reasons, String thing, Decision.Reasons answer) {
    return reasons.of(
        QUESTION,
        thing,
        () -> {
          decided.add(thing);
          return answer;
        });
  }

  private static Decision.Reasons own(String thing) {
    return reasons(STATEMENT, account(thing));
  }

  private static Decision.Reasons reasons(Fact... because) {
    List<Fact> sorted = Stream.of(because).sorted(Comparator.comparing(Fact::id)).toList();
    return new Decision.Reasons(List.of(new Decision.Support(sorted, List.of())), true);
  }

  private static Fact account(String thing) {
    return fact("in_account", thing, "shop");
  }

  private static Fact fact(String relation, String... args) {
    return new Fact(relation, List.of(args), Standing.CONFIGURED, List.of());
  }

  private static FactBase facts(String... things) {
    List<Fact> facts = new ArrayList<>(List.of(STATEMENT));
    for (String thing : things) {
      facts.add(account(thing));
    }
    return FactBase.of(
        List.of(
            new Collected("", "test", "", 0, List.of(), facts, List.of(), List.of(), List.of())));
  }
}
