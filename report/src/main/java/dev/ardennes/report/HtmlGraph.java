package dev.ardennes.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The lines between the steps of a drawn path. Boxes have fixed sizes in the style sheet, in
/// `rem`, so the lines are known without measuring and grow with the reader's text size.
final class HtmlGraph {
  // these repeat the sizes of `.flow` and `.node` in report.css
  private static final double START_WIDTH = 9.5;
  private static final double WIDTH = 13.2;
  private static final double GAP = 2.8;
  private static final double ROW = 11.3 + 0.8;
  private static final double MIDDLE = 1.82;
  private static final double HEIGHT = 11.3;
  private static final double TIP = 0.5;

  private HtmlGraph() {}

  /// Style rules that place each cell, as the policy allows no styles on elements.
  static String gridClasses(List<PathLayout> layouts) {
    int columns = layouts.stream().mapToInt(PathLayout::columns).max().orElse(0);
    int rows = layouts.stream().mapToInt(PathLayout::rows).max().orElse(0);
    StringBuilder css = new StringBuilder();
    for (int i = 1; i <= columns; i++) {
      css.append(".c").append(i).append("{grid-column:").append(i).append("}\n");
    }
    for (int i = 1; i <= rows; i++) {
      css.append(".r").append(i).append("{grid-row:").append(i).append("}\n");
    }
    return css.toString();
  }

  static String cellClasses(PathLayout.Cell cell) {
    return " c" + (cell.column() + 1) + " r" + (cell.row() + 1);
  }

  static void wires(Markup html, PathLayout layout) throws IOException {
    double width = left(layout.columns() - 1) + WIDTH;
    double height = (layout.rows() - 1) * ROW + lowest(layout);
    Map<PathLayout.Cell, Integer> entering = new HashMap<>();
    layout.wires().forEach(wire -> entering.merge(wire.through().getLast(), 1, Integer::sum));
    html.element(
        "svg",
        () -> {
          for (PathLayout.Wire wire : layout.wires()) {
            boolean joins = entering.getOrDefault(wire.through().getLast(), 0) > 1;
            html.element("path", () -> {}, "d", line(wire), "class", joins ? "join" : "");
            String tip = tip(wire.through().getLast());
            html.element("path", () -> {}, "d", tip, "class", joins ? "tip join" : "tip");
          }
        },
        "class",
        "wires",
        "aria-hidden",
        "true",
        "width",
        number(width) + "rem",
        "height",
        number(height) + "rem",
        "viewBox",
        "0 0 " + number(width) + " " + number(height));
  }

  /// How much of the last row is used: it may hold nothing but a line on its way.
  private static double lowest(PathLayout layout) {
    int last = layout.rows() - 1;
    boolean steps = layout.cells().values().stream().anyMatch(cell -> cell.row() == last);
    return steps || last == 0 ? HEIGHT : MIDDLE + TIP;
  }

  private static String line(PathLayout.Wire wire) {
    List<PathLayout.Cell> cells = wire.through();
    StringBuilder d = new StringBuilder("M" + point(right(cells.getFirst()), y(cells.getFirst())));
    for (int i = 1; i < cells.size(); i++) {
      PathLayout.Cell from = cells.get(i - 1);
      PathLayout.Cell to = cells.get(i);
      boolean last = i == cells.size() - 1;
      double x = left(to.column()) - (last ? TIP * 0.8 : 0);
      double middle = left(to.column()) - GAP / 2;
      d.append("C").append(point(middle, y(from))).append(' ').append(point(middle, y(to)));
      d.append(' ').append(point(x, y(to)));
      if (!last) {
        d.append("H").append(number(right(to)));
      }
    }
    return d.toString();
  }

  private static String tip(PathLayout.Cell cell) {
    double x = left(cell.column());
    double y = y(cell);
    return "M" + point(x, y) + "L" + point(x - TIP, y - 0.3) + "V" + number(y + 0.3) + "Z";
  }

  private static double left(int column) {
    return column == 0 ? 0 : START_WIDTH + GAP + (column - 1) * (WIDTH + GAP);
  }

  private static double right(PathLayout.Cell cell) {
    return left(cell.column()) + (cell.column() == 0 ? START_WIDTH : WIDTH);
  }

  private static double y(PathLayout.Cell cell) {
    return cell.row() * ROW + MIDDLE;
  }

  private static String point(double x, double y) {
    return number(x) + "," + number(y);
  }

  private static String number(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
