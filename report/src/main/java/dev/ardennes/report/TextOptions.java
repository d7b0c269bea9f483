package dev.ardennes.report;

import java.nio.charset.Charset;
import java.util.Map;

/// How the text form looks.
///
/// @param width columns; lines hold to it save for places in files, which are never cut
/// @param color whether ANSI colours may be written
/// @param unicode false for a terminal that shows ASCII alone
/// @param fullPaths how many paths are shown with their steps
/// @param briefPaths how many more are shown as one line each
/// @param command how the user starts the program, for the commands proposed at the end
/// @param scanned the paths and options the user gave, ready to be pasted behind a subcommand
public record TextOptions(
    int width,
    boolean color,
    boolean unicode,
    int fullPaths,
    int briefPaths,
    String command,
    String scanned) {
  /// Columns in a log or a file, where no terminal says how wide it is.
  public static final int FIXED_WIDTH = 120;

  private static final int NARROWEST = 60;
  private static final int WIDEST = 160;
  private static final int FULL_PATHS = 5;
  private static final int BRIEF_PATHS = 25;

  public TextOptions {
    width = Math.clamp(width, NARROWEST, WIDEST);
  }

  /// What fits the surroundings.
  ///
  /// Colours need a terminal, and neither `NO_COLOR` nor `TERM=dumb`; outside a terminal and in a
  /// build's log (`CI`) the width is fixed.
  ///
  /// @param terminal whether a terminal shows the output
  /// @param columns the terminal's width; 0 where it is not known
  /// @param charset the output's encoding
  public static TextOptions fitting(
      Map<String, String> environment, boolean terminal, int columns, Charset charset) {
    boolean log = !terminal || environment.containsKey("CI");
    boolean color =
        terminal
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !"dumb".equals(environment.get("TERM"));
    boolean unicode = charset.newEncoder().canEncode("\u2192\u2026\u2013");
    return new TextOptions(
        log || columns <= 0 ? FIXED_WIDTH : columns,
        color,
        unicode,
        FULL_PATHS,
        BRIEF_PATHS,
        "./ardennes",
        ".");
  }

  /// For output that nobody watches: fixed width, no colours, Unicode.
  public static TextOptions plain() {
    return new TextOptions(FIXED_WIDTH, false, true, FULL_PATHS, BRIEF_PATHS, "./ardennes", ".");
  }

  public TextOptions withWidth(int columns) {
    return new TextOptions(columns, color, unicode, fullPaths, briefPaths, command, scanned);
  }

  public TextOptions withColor(boolean colored) {
    return new TextOptions(width, colored, unicode, fullPaths, briefPaths, command, scanned);
  }

  public TextOptions withUnicode(boolean beyondAscii) {
    return new TextOptions(width, color, beyondAscii, fullPaths, briefPaths, command, scanned);
  }

  /// How many paths are shown in full, and how many more in brief.
  public TextOptions withPaths(int full, int brief) {
    return new TextOptions(width, color, unicode, full, brief, command, scanned);
  }

  /// How the user started the program and what was scanned: `./ardennes`, `examples/exports`.
  public TextOptions withCommand(String start, String arguments) {
    return new TextOptions(width, color, unicode, fullPaths, briefPaths, start, arguments);
  }
}
