package dev.ardennes.collect.code.flow;

import dev.ardennes.collect.code.flow.Finding.Place;
import dev.ardennes.collect.code.flow.Trace.Aspect;
import dev.ardennes.collect.code.flow.Trace.Placed;
import dev.ardennes.collect.code.program.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an evaluation came across; each finding with its places. Mutable.
final class Findings {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:([a-zA-Z][a-zA-Z0-9+.-]*)://)?((?:\\$\\{[^}]*}|\\{}|[^/:?#{}$])+)"
              + "(?::((?:\\$\\{[^}]*}|\\{}|\\d)+))?([/?#].*)?");
  private static final int LONGEST = 300;

  private final Map<Finding, List<Place>> found = new LinkedHashMap<>();

  Map<Finding, List<Place>> all() {
    return found;
  }

  void add(Finding finding, Program program, int at) {
    List<Place> places = found.computeIfAbsent(finding, ignored -> new ArrayList<>());
    Place place = new Place(program, at);
    if (!places.contains(place)) {
      places.add(place);
    }
  }

  /// Text of callers arrives at something of this kind.
  void arrives(String kind, String schemes, Value value, State state, Program program, int at) {
    for (Trace trace : value.all()) {
      Narrowing known = state.of(trace.origin());
      if (!trace.origin().setting() && !known.whole()) {
        arrives(kind, schemes, trace, known, program, at);
      }
    }
  }

  private void arrives(
      String kind, String schemes, Trace trace, Narrowing known, Program program, int at) {
    String parameter = trace.origin().parameter();
    boolean unsure = trace.unsure() || known.unclear();
    switch (kind) {
      case "fetch" -> {
        String left = left(schemes, trace, known);
        boolean fixed = known.host() || trace.placed() == Placed.AFTER_HOST;
        if (!fixed && !left.isEmpty()) {
          boolean doubtful = trace.placed() == Placed.DOUBTFUL;
          add(new Finding.Arrives(kind, parameter, left, unsure || doubtful), program, at);
        }
      }
      case "path" -> {
        if (!known.folder() && trace.aspect() != Aspect.FILE_NAME) {
          add(new Finding.Arrives(kind, parameter, "", unsure), program, at);
        }
      }
      default -> add(new Finding.Arrives(kind, parameter, "", unsure), program, at);
    }
  }

  private static String left(String schemes, Trace trace, Narrowing known) {
    Set<String> left = new TreeSet<>(List.of(schemes.split(",", -1)));
    if (trace.placed() != Placed.FIRST) {
      left.retainAll(Set.of("http"));
    }
    if (known.schemes() != null) {
      Set<String> plain = new TreeSet<>();
      for (String scheme : known.schemes()) {
        plain.add(scheme.equals("https") ? "http" : scheme);
      }
      left.retainAll(plain);
    }
    return String.join(",", left);
  }

  /// A request to an address that is known in part.
  void calls(String address, String method, Program program, int at) {
    Matcher parts = ADDRESS.matcher(address.length() > LONGEST ? "" : address);
    boolean complete = parts.matches();
    if (!complete || (parts.group(1) == null && !address.startsWith("${"))) {
      return;
    }
    String host = parts.group(2).substring(parts.group(2).lastIndexOf('@') + 1);
    if (!host.replace(Value.UNKNOWN_PART, "").isEmpty()) {
      String path = parts.group(4) == null ? "" : parts.group(4).replaceFirst("[?#].*", "");
      String port = parts.group(3) == null ? "" : parts.group(3);
      add(new Finding.Calls(host, port, method, path.isEmpty() ? "/" : path), program, at);
    }
  }

  /// The settings in a value leave with an answer.
  void discloses(Value value, Program program, int at) {
    for (Trace trace : value.all()) {
      if (trace.origin().setting()) {
        add(new Finding.Discloses(trace.origin().name()), program, at);
      }
    }
  }
}
