package dev.ardennes.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ShortIdsTest {
  @Test
  void idsAreAsLongAsNeededToTellThemApart() {
    ShortIds ids = ShortIds.among(List.of("a1f09c3e77", "a1f09c4400", "c00000000000"));
    assertThat(ids.of("a1f09c3e77")).isEqualTo("a1f09c3");
    assertThat(ids.of("c00000000000")).isEqualTo("c000000");
  }

  @Test
  void sixCharactersAtLeast() {
    assertThat(ShortIds.among(List.of("a1f09c3e77")).of("a1f09c3e77")).isEqualTo("a1f09c");
    assertThat(ShortIds.among(List.of()).of("ab")).isEqualTo("ab");
  }

  @Test
  void aPrefixResolvesToAllItMayMean() {
    List<String> ids = List.of("a1f09c4400", "a1f09c3e77", "a2");
    assertThat(ShortIds.resolve("a1f09c3", ids)).containsExactly("a1f09c3e77");
    assertThat(ShortIds.resolve("a1f0", ids)).containsExactly("a1f09c3e77", "a1f09c4400");
    assertThat(ShortIds.resolve("a2", ids)).containsExactly("a2");
    assertThat(ShortIds.resolve("a", ids)).isEmpty();
    assertThat(ShortIds.resolve("", ids)).isEmpty();
  }
}
