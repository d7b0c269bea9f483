package dev.ardennes.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.analysis.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PathLayoutTest {
  private static final PathLayout JOINING =
      PathLayout.of(SampleReport.exports().paths().getFirst());
  private static final PathLayout TANGLED =
      PathLayout.of(SampleReport.tangled().paths().getFirst());

  @Test
  void columnsAreTheLongestWayFromTheStart() {
    assertThat(JOINING.cells())
        .containsEntry("s1a01", new PathLayout.Cell(1, 0))
        .containsEntry("s1a02", new PathLayout.Cell(2, 0))
        .containsEntry("s1a03", new PathLayout.Cell(3, 0))
        .containsEntry("s1a04", new PathLayout.Cell(3, 1))
        .containsEntry("s1a05", new PathLayout.Cell(4, 0));
    assertThat(JOINING.columns()).isEqualTo(5);
    assertThat(JOINING.rows()).isEqualTo(2);
  }

  @Test
  void aJoinHasAWireFromEachOfItsPremises() {
    PathLayout.Cell join = new PathLayout.Cell(4, 0);
    assertThat(JOINING.wires())
        .filteredOn(wire -> wire.through().getLast().equals(join))
        .extracting(wire -> wire.through().getFirst())
        .containsExactlyInAnyOrder(new PathLayout.Cell(3, 0), new PathLayout.Cell(3, 1));
  }

  @Test
  void everyWireMovesRightOneColumnAtATimeAndPassesNoStep() {
    for (PathLayout.Wire wire : TANGLED.wires()) {
      List<PathLayout.Cell> through = wire.through();
      for (int i = 1; i < through.size(); i++) {
        assertThat(through.get(i).column()).isEqualTo(through.get(i - 1).column() + 1);
      }
      assertThat(through.subList(1, through.size() - 1))
          .noneMatch(TANGLED.cells().values()::contains);
    }
  }

  @Test
  void noTwoStepsShareACell() {
    assertThat(TANGLED.cells()).hasSize(9);
    assertThat(TANGLED.cells().values()).doesNotHaveDuplicates();
  }

  @Test
  void aPathWithoutStepsHasItsStartAlone() {
    Report.Path like = SampleReport.exports().paths().getFirst();
    Report.Path none =
        new Report.Path(
            like.id(),
            1,
            like.entry(),
            List.of(),
            like.target(),
            "",
            like.likelihood(),
            like.impact(),
            like.risk(),
            true,
            List.of(),
            List.of());
    PathLayout layout = PathLayout.of(none);
    assertThat(layout.columns()).isEqualTo(1);
    assertThat(layout.rows()).isEqualTo(1);
  }
}
