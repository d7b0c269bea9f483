package dev.ardennes.model;

/// Things that no source shows and that may well be there: the instances, functions and jobs of an
/// account of which only the identities were exported. Whatever rests on one rests on the
/// assumption that it is there.
public final class Unseen {
  private static final String MARK = "/unseen/";

  private Unseen() {}

  /// The id of what may be there beside something that a source shows, such as a role.
  public static String id(String beside, String what) {
    return beside + MARK + what;
  }

  public static boolean is(String id) {
    return id.contains(MARK);
  }

  public static Assumption assumption(Entity unseen) {
    return Assumption.of(
        Assumption.Kind.NOT_COLLECTED, unseen.name() + " is there, though no source shows it");
  }
}
