package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.value.Value;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Functions on points in time. The present is unknown.
final class TimeFunctions {
  private static final Pattern DURATION_PART =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");

  private TimeFunctions() {}

  static void register(Functions.Registry registry) {
    registry
        .any("timestamp", 0, 0, Arguments::unknown)
        .any("plantimestamp", 0, 0, Arguments::unknown)
        .known("timeadd", 2, TimeFunctions::add)
        .known(
            "timecmp",
            2,
            call ->
                call.result(
                    Integer.signum(time(call, 0).toInstant().compareTo(time(call, 1).toInstant()))))
        .known("formatdate", 2, TimeFunctions::format);
  }

  private static OffsetDateTime time(Arguments call, int index) {
    try {
      return OffsetDateTime.parse(call.text(index));
    } catch (DateTimeParseException invalid) {
      throw call.failure("`" + call.text(index) + "` is no time in RFC 3339 form");
    }
  }

  private static Value add(Arguments call) {
    try {
      OffsetDateTime sum =
          time(call, 0).plus(duration(call, call.text(1))).truncatedTo(ChronoUnit.SECONDS);
      return call.result(
          sum.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME.withLocale(Locale.ROOT)));
    } catch (DateTimeException | ArithmeticException outOfRange) {
      throw call.failure("the time is out of range");
    }
  }

  private static Duration duration(Arguments call, String text) {
    boolean negative = text.startsWith("-");
    String rest = negative || text.startsWith("+") ? text.substring(1) : text;
    Matcher matcher = DURATION_PART.matcher(rest);
    Duration duration = Duration.ZERO;
    int at = 0;
    while (matcher.find() && matcher.start() == at && matcher.group(1).length() < 18) {
      double nanoseconds = Double.parseDouble(matcher.group(1)) * unit(matcher.group(2));
      duration = duration.plusNanos(Math.round(nanoseconds));
      at = matcher.end();
    }
    if (at != rest.length() || rest.isEmpty()) {
      throw call.failure("`" + text + "` is no duration such as `1h30m`");
    }
    return negative ? duration.negated() : duration;
  }

  private static double unit(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "ms" -> 1e6;
      case "s" -> 1e9;
      case "m" -> 60e9;
      case "h" -> 3600e9;
      default -> 1e3;
    };
  }

  /// The same letter repeated is one field; quoted text stands for itself.
  private static Value format(Arguments call) {
    String pattern = call.text(0);
    OffsetDateTime time = time(call, 1);
    StringBuilder result = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      char first = pattern.charAt(at);
      int end = at + 1;
      if (first == '\'') {
        at = quoted(call, pattern, at, result);
        continue;
      }
      while (Character.isLetter(first) && end < pattern.length() && pattern.charAt(end) == first) {
        end++;
      }
      String run = pattern.substring(at, end);
      result.append(Character.isLetter(first) ? field(call, run, time) : run);
      at = end;
    }
    return call.result(result.toString());
  }

  private static int quoted(Arguments call, String pattern, int from, StringBuilder result) {
    int at = from + 1;
    while (at < pattern.length()) {
      char character = pattern.charAt(at++);
      if (character != '\'') {
        result.append(character);
      } else if (at < pattern.length() && pattern.charAt(at) == '\'') {
        result.append('\'');
        at++;
      } else {
        return at;
      }
    }
    throw call.failure("a quote in the pattern is not closed");
  }

  private static String field(Arguments call, String run, OffsetDateTime time) {
    return switch (run) {
      case "YYYY" -> String.format("%04d", time.getYear());
      case "YY" -> String.format("%02d", time.getYear() % 100);
      case "MMMM" -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "MMM" -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case "MM" -> String.format("%02d", time.getMonthValue());
      case "M" -> Integer.toString(time.getMonthValue());
      case "DD" -> String.format("%02d", time.getDayOfMonth());
      case "D" -> Integer.toString(time.getDayOfMonth());
      case "EEEE" -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "EEE" -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case "hh" -> String.format("%02d", time.getHour());
      case "h" -> Integer.toString(time.getHour());
      case "HH" -> String.format("%02d", (time.getHour() + 11) % 12 + 1);
      case "H" -> Integer.toString((time.getHour() + 11) % 12 + 1);
      case "AA" -> time.getHour() < 12 ? "AM" : "PM";
      case "aa" -> time.getHour() < 12 ? "am" : "pm";
      case "mm" -> String.format("%02d", time.getMinute());
      case "m" -> Integer.toString(time.getMinute());
      case "ss" -> String.format("%02d", time.getSecond());
      case "s" -> Integer.toString(time.getSecond());
      case "ZZZZZ" -> offset(time.getOffset(), ":");
      case "ZZZZ" -> offset(time.getOffset(), "");
      case "ZZZ" -> time.getOffset().equals(ZoneOffset.UTC) ? "UTC" : offset(time.getOffset(), "");
      case "Z" -> time.getOffset().equals(ZoneOffset.UTC) ? "Z" : offset(time.getOffset(), ":");
      default -> throw call.failure("`" + run + "` is no field of a time");
    };
  }

  private static String offset(ZoneOffset offset, String separator) {
    int minutes = Math.abs(offset.getTotalSeconds()) / 60;
    String sign = offset.getTotalSeconds() < 0 ? "-" : "+";
    return String.format("%s%02d%s%02d", sign, minutes / 60, separator, minutes % 60);
  }
}
