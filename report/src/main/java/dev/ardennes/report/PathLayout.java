package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Where the steps of a path stand when it is drawn from left to right: the column is the longest
/// way from the start, the row keeps a step beside what it follows from. A connection that passes a
/// column has a cell of its own there, so that it crosses no step.
///
/// Time is linear in steps, premises and passed cells.
///
/// @param cells by step id; column 0 is the start's
/// @param wires one for each premise that a step gained, and for each step that follows from the
///   start
record PathLayout(Map<String, Cell> cells, List<Wire> wires, int columns, int rows) {
  /// A place in the grid, both from 0.
  record Cell(int column, int row) {}

  /// A connection: the cells it leaves, passes and enters.
  record Wire(List<Cell> through) {}

  /// A step, or a connection's cell on its way.
  private record Item(String source, boolean passing, double pull) {}

  static PathLayout of(Report.Path path) {
    return new Builder(path).build();
  }

  private static final class Builder {
    private static final Cell START = new Cell(0, 0);
    private final Map<String, List<String>> before = new LinkedHashMap<>();
    private final Map<String, Integer> layer = new HashMap<>();
    private final Map<String, Cell> cells = new HashMap<>();
    private final Map<String, Map<Integer, Cell>> passed = new HashMap<>();
    private int rows = 1;

    Builder(Report.Path path) {
      for (Report.Step step : path.steps()) {
        List<String> needs =
            step.because().stream()
                .map(Report.Because::step)
                .filter(Objects::nonNull)
                .filter(before::containsKey)
                .distinct()
                .toList();
        before.put(step.id(), needs);
        layer.put(step.id(), 1 + needs.stream().mapToInt(this::layerOf).max().orElse(0));
      }
    }

    private int layerOf(String step) {
      return Objects.requireNonNull(layer.get(step));
    }

    private Cell cellOf(String step) {
      return Objects.requireNonNull(cells.get(step));
    }

    PathLayout build() {
      int columns = layer.values().stream().mapToInt(Integer::intValue).max().orElse(0);
      for (int column = 1; column <= columns; column++) {
        rows = Math.max(rows, size(column));
      }
      for (int column = 1; column <= columns; column++) {
        place(column);
      }
      return new PathLayout(Map.copyOf(cells), wires(), columns + 1, rows);
    }

    /// How many cells a column needs.
    private int size(int column) {
      Set<String> passing = new HashSet<>();
      int steps = 0;
      for (Map.Entry<String, List<String>> entry : before.entrySet()) {
        int own = layerOf(entry.getKey());
        if (own == column) {
          steps++;
        } else if (own > column) {
          entry.getValue().stream().filter(need -> layerOf(need) < column).forEach(passing::add);
        }
      }
      return steps + passing.size();
    }

    private void place(int column) {
      List<Item> items = new ArrayList<>();
      Set<String> passing = new HashSet<>();
      before.forEach(
          (step, needs) -> {
            if (layerOf(step) == column) {
              items.add(new Item(step, false, pull(needs, column)));
            } else if (layerOf(step) > column) {
              for (String need : needs) {
                if (layerOf(need) < column && passing.add(need)) {
                  items.add(new Item(need, true, position(need, column - 1).row()));
                }
              }
            }
          });
      items.sort(Comparator.comparingDouble(Item::pull));
      int next = 0;
      int lowest = rows - items.size();
      for (Item item : items) {
        Cell cell = new Cell(column, Math.max(next, Math.min((int) item.pull(), lowest++)));
        next = cell.row() + 1;
        if (item.passing()) {
          passed.computeIfAbsent(item.source(), none -> new HashMap<>()).put(column, cell);
        } else {
          cells.put(item.source(), cell);
        }
      }
    }

    private double pull(List<String> needs, int column) {
      return needs.stream().mapToInt(need -> position(need, column - 1).row()).average().orElse(0);
    }

    /// Where what `step` gained is found in a column: its own cell, or the one that passes it on.
    private Cell position(String step, int column) {
      if (layerOf(step) >= column) {
        return cellOf(step);
      }
      Cell cell = passed.getOrDefault(step, Map.of()).get(column);
      return cell == null ? cellOf(step) : cell;
    }

    private List<Wire> wires() {
      List<Wire> wires = new ArrayList<>();
      before.forEach(
          (step, needs) -> {
            if (needs.isEmpty()) {
              wires.add(new Wire(List.of(START, cellOf(step))));
            }
            for (String need : needs) {
              List<Cell> through = new ArrayList<>();
              for (int column = layerOf(need); column < layerOf(step); column++) {
                through.add(position(need, column));
              }
              through.add(cellOf(step));
              wires.add(new Wire(List.copyOf(through)));
            }
          });
      return wires;
    }
  }
}
