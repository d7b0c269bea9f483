package dev.ardennes.policy.aws;

import java.util.ArrayList;
import java.util.List;

/// Matches texts with unknown parts against patterns: for every value of the unknowns, for none, or
/// for some.
final class GlobMatch {
  private GlobMatch() {}

  /// What is known of a match.
  enum Answer {
    YES,
    NO,
    MAYBE
  }

  /// Matches a text without wildcards against a pattern; both may have unknown parts.
  ///
  /// "No" and "yes" are certain. Quadratic where there are unknown parts.
  static Answer match(Glob name, Glob pattern) {
    if (!name.hasSymbols() && !pattern.hasSymbols()) {
      return pattern.matches(plain(name)) ? Answer.YES : Answer.NO;
    }
    if (certain(name, pattern)) {
      return Answer.YES;
    }
    return overlap(unfold(name, Places.ofName(name)), unfold(pattern)) ? Answer.MAYBE : Answer.NO;
  }

  private static String plain(Glob name) {
    StringBuilder text = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      text.append((char) name.token(i));
    }
    return text.toString();
  }

  /// Whether the match holds with every unknown part as one letter of its own, which only `*` and
  /// the same unknown take; then it holds for every value.
  private static boolean certain(Glob name, Glob pattern) {
    boolean[] reachable = new boolean[name.length() + 1];
    reachable[0] = true;
    for (int p = 0; p < pattern.length(); p++) {
      reachable = advance(name, pattern, p, reachable);
    }
    return reachable[name.length()];
  }

  private static boolean[] advance(Glob name, Glob pattern, int p, boolean[] before) {
    int token = pattern.token(p);
    boolean[] after = new boolean[before.length];
    boolean star = Glob.isStar(token);
    boolean oneBesideStar = Glob.isOne(token) && besideStar(pattern, p);
    for (int n = 0; n < before.length; n++) {
      if (star && before[n]) {
        after[n] = true;
      }
      boolean from = star ? after[n] : before[n];
      if (from && n < name.length() && takes(name, n, pattern, p, oneBesideStar)) {
        after[n + 1] = true;
      }
    }
    return after;
  }

  private static boolean takes(Glob name, int n, Glob pattern, int p, boolean oneBesideStar) {
    int letter = name.token(n);
    int token = pattern.token(p);
    if (Glob.isSymbol(token)) {
      return Glob.isSymbol(letter) && name.symbol(n).equals(pattern.symbol(p));
    }
    if (Glob.isSymbol(letter)) {
      return !Glob.isChar(token)
          && Glob.charClass(token) == Glob.ANY
          && (Glob.isStar(token) || oneBesideStar);
    }
    return Glob.isChar(token) ? token == letter : Glob.inClass(Glob.charClass(token), letter);
  }

  /// In a run of wildcards with a `*`, a `?` may take the first character of an unknown part and
  /// the `*` the rest.
  private static boolean besideStar(Glob pattern, int p) {
    int left = p;
    while (left > 0 && isWildcard(pattern.token(left - 1))) {
      left--;
    }
    for (int i = left; i < pattern.length() && isWildcard(pattern.token(i)); i++) {
      if (Glob.isStar(pattern.token(i)) && Glob.charClass(pattern.token(i)) == Glob.ANY) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWildcard(int token) {
    return Glob.isStar(token) || Glob.isOne(token);
  }

  /// The tokens with every unknown part as one or more characters of what may stand in its place.
  static Glob unfold(Glob glob) {
    if (!glob.hasSymbols()) {
      return glob;
    }
    return unfold(glob, Places.of(glob));
  }

  private static Glob unfold(Glob glob, Places places) {
    if (!glob.hasSymbols()) {
      return glob;
    }
    Glob.Builder builder = new Glob.Builder();
    for (int i = 0; i < glob.length(); i++) {
      if (Glob.isSymbol(glob.token(i))) {
        builder.some(places.classAt(i));
      } else {
        builder.copy(glob, i);
      }
    }
    return builder.build();
  }

  /// Whether some text matches both; neither has unknown parts.
  static boolean overlap(Glob a, Glob b) {
    int width = b.length() + 1;
    boolean[] seen = new boolean[(a.length() + 1) * width];
    List<Integer> open = new ArrayList<>();
    push(0, seen, open);
    while (!open.isEmpty()) {
      int state = open.removeLast();
      int i = state / width;
      int j = state % width;
      if (i == a.length() && j == b.length()) {
        return true;
      }
      expand(a, b, i, j, width, seen, open);
    }
    return false;
  }

  private static void expand(
      Glob a, Glob b, int i, int j, int width, boolean[] seen, List<Integer> open) {
    boolean starA = i < a.length() && Glob.isStar(a.token(i));
    boolean starB = j < b.length() && Glob.isStar(b.token(j));
    if (starA) {
      push((i + 1) * width + j, seen, open);
    }
    if (starB) {
      push(i * width + j + 1, seen, open);
    }
    if (i == a.length() || j == b.length() || (starA && starB)) {
      return;
    }
    if (compatible(a.token(i), b.token(j))) {
      push((starA ? i : i + 1) * width + (starB ? j : j + 1), seen, open);
    }
  }

  private static boolean compatible(int a, int b) {
    if (Glob.isChar(a)) {
      return Glob.isChar(b) ? a == b : Glob.inClass(Glob.charClass(b), a);
    }
    return !Glob.isChar(b) || Glob.inClass(Glob.charClass(a), b);
  }

  private static void push(int state, boolean[] seen, List<Integer> open) {
    if (!seen[state]) {
      seen[state] = true;
      open.add(state);
    }
  }

  /// What may stand in the place of each unknown part, by its place in an ARN: an account id, a
  /// name without colons or slashes (partition, service, region, bucket), or anything.
  private static final class Places {
    private static final int ACCOUNT = 4;
    private static final int RESOURCE = 5;

    private final int[] classes;

    private Places(int[] classes) {
      this.classes = classes;
    }

    /// The places of a single name: what follows the beginning of its last part, such as
    /// `service/web/`, is one piece of the name, in which only the keys of objects have colons.
    private static Places ofName(Glob name) {
      Places places = of(name);
      if (!isArn(name) || isOfObjects(name)) {
        return places;
      }
      int colons = 0;
      boolean begun = false;
      for (int i = 0; i < name.length(); i++) {
        if (begun) {
          places.classes[i] = Glob.NOT_COLON;
        }
        colons += name.token(i) == ':' ? 1 : 0;
        begun |= colons >= RESOURCE && (name.token(i) == '/' || colons > RESOURCE);
      }
      return places;
    }

    private static boolean isArn(Glob glob) {
      return glob.toString().startsWith("arn:") && colons(glob) >= RESOURCE;
    }

    private static boolean isOfObjects(Glob glob) {
      return glob.toString().startsWith("arn:aws:s3:");
    }

    private static Places of(Glob glob) {
      int[] classes = new int[glob.length()];
      if (!isArn(glob)) {
        return new Places(classes);
      }
      boolean bucket = isOfObjects(glob);
      int colons = 0;
      boolean slash = false;
      for (int i = 0; i < glob.length(); i++) {
        int token = glob.token(i);
        colons += token == ':' ? 1 : 0;
        slash |= token == '/' && colons >= RESOURCE;
        classes[i] = classOf(colons, bucket && !slash);
      }
      return new Places(classes);
    }

    private static int classOf(int colons, boolean inBucketName) {
      if (colons == ACCOUNT) {
        return Glob.DIGIT;
      }
      return colons < RESOURCE || inBucketName ? Glob.NOT_COLON_OR_SLASH : Glob.ANY;
    }

    private static int colons(Glob glob) {
      int colons = 0;
      for (int i = 0; i < glob.length(); i++) {
        colons += glob.token(i) == ':' ? 1 : 0;
      }
      return colons;
    }

    private int classAt(int index) {
      return classes[index];
    }
  }
}
