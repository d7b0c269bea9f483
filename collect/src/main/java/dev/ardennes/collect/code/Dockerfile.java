package dev.ardennes.collect.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The last stage of a Dockerfile, which is the one that runs.
final class Dockerfile {
  /// An instruction with its place.
  ///
  /// @param name in capitals
  record Instruction(String name, String value, int line) {}

  private static final int MOST = 2000;

  private Dockerfile() {}

  /// The instructions of the last stage, its `FROM` first.
  static List<Instruction> lastStage(String text) {
    List<Instruction> stage = new ArrayList<>();
    for (Instruction instruction : instructions(text)) {
      if (instruction.name.equals("FROM")) {
        stage.clear();
      }
      stage.add(instruction);
    }
    return stage;
  }

  private static List<Instruction> instructions(String text) {
    List<Instruction> all = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    int line = 0;
    int began = 0;
    for (String written : text.split("\n", -1)) {
      line++;
      String trimmed = written.strip();
      if (trimmed.isEmpty() || trimmed.startsWith("#") || all.size() >= MOST) {
        continue;
      }
      began = open.isEmpty() ? line : began;
      boolean goesOn = trimmed.endsWith("\\");
      open.append(goesOn ? trimmed.substring(0, trimmed.length() - 1) : trimmed);
      if (!goesOn) {
        add(open.toString(), began, all);
        open.setLength(0);
      }
    }
    return all;
  }

  private static void add(String text, int line, List<Instruction> all) {
    String[] parts = text.split("\\s+", 2);
    String value = parts.length == 1 ? "" : parts[1].strip();
    all.add(new Instruction(parts[0].toUpperCase(Locale.ROOT), value, line));
  }
}
