package dev.ardennes.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LandmarksTest {
  private final AndOrGraph.Builder builder = AndOrGraph.builder();

  @Test
  void whatAllWaysShareIsALandmark() {
    int start = builder.addGiven(1);
    int left = builder.addOr();
    int right = builder.addOr();
    int gate = builder.addOr();
    int target = builder.addOr();
    builder.addAnd(left, 0, start);
    builder.addAnd(right, 0, start);
    builder.addAnd(gate, 0, left);
    builder.addAnd(gate, 0, right);
    int last = builder.addAnd(target, 0, gate);

    var landmarks = Landmarks.of(builder.build(), target, Disabled.none());

    assertThat(landmarks.orNodes().stream()).containsExactly(start, gate, target);
    assertThat(landmarks.andNodes().stream()).containsExactly(last);
  }

  @Test
  void chainsLongerThanAWordAreAllLandmarks() {
    int node = builder.addGiven(1);
    for (int i = 0; i < 200; i++) {
      int next = builder.addOr();
      builder.addAnd(next, 0, node);
      node = next;
    }

    var landmarks = Landmarks.of(builder.build(), node, Disabled.none());

    assertThat(landmarks.orNodes().cardinality()).isEqualTo(201);
    assertThat(landmarks.andNodes().cardinality()).isEqualTo(200);
  }

  @Test
  void targetWithoutProofHasNone() {
    int target = builder.addOr();
    builder.addAnd(target, 0, target);

    var landmarks = Landmarks.of(builder.build(), target, Disabled.none());

    assertThat(landmarks.orNodes().isEmpty()).isTrue();
    assertThat(landmarks.andNodes().isEmpty()).isTrue();
  }
}
