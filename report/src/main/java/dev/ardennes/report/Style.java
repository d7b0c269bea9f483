package dev.ardennes.report;

/// What a piece of text is, told by colour where there is colour. Nothing is told by colour alone.
enum Style {
  PLAIN(""),
  STRONG("1"),
  FAINT("2"),
  HEADING("1;36"),
  PLACE("36"),
  NAME("1"),
  JOIN("35"),
  BAD("1;31"),
  WARN("33"),
  GOOD("32");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  void write(StringBuilder out, String text, boolean color) {
    if (color && !code.isEmpty() && !text.isBlank()) {
      out.append("\u001b[").append(code).append('m').append(text).append("\u001b[0m");
    } else {
      out.append(text);
    }
  }

  /// How alarming an impact is.
  static Style ofImpact(String impact) {
    return switch (impact) {
      case "critical", "high" -> BAD;
      case "medium" -> WARN;
      default -> PLAIN;
    };
  }
}
