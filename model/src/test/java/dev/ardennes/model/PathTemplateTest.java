package dev.ardennes.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PathTemplateTest {
  private static boolean fits(String template, String path) {
    return PathTemplate.of(template).fits(PathTemplate.of(path));
  }

  @Test
  void aParameterStandsForOneSegmentAndARestForAny() {
    assertThat(fits("/orders/{id}", "/orders/7/")).isTrue();
    assertThat(fits("/orders/{id}", "/orders")).isFalse();
    assertThat(fits("/orders/{id}", "/orders/7/lines")).isFalse();
    assertThat(fits("/files/{rest*}", "/files/a/b/c")).isTrue();
    assertThat(fits("/files/{rest*}", "/other/a")).isFalse();
  }

  @Test
  void thePathOfAUrlHasNoHostAndNoQuery() {
    assertThat(PathTemplate.pathOf("https://shop.example/api/v1?x=/y#z")).isEqualTo("/api/v1");
    assertThat(PathTemplate.pathOf("//shop.example/api")).isEqualTo("/api");
    assertThat(PathTemplate.pathOf("/api//v1")).isEqualTo("/api//v1");
    assertThat(PathTemplate.pathOf("https://shop.example")).isEmpty();
  }
}
