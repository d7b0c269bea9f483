package dev.ardennes.policy.kubernetes.network;

import dev.ardennes.model.Assumption;

/// Something that was not collected, or that differs between the pods or addresses of one question.
///
/// @param noun what it is, such as "label `app` of `web`"; for a claim the sentence itself
/// @param denial the sentence that says that a claim does not hold; empty for anything else
/// @param unseenLayer as in `Alternative.Assumed`
record Variable(String noun, String denial, Assumption.Kind kind, boolean unseenLayer)
    implements Comparable<Variable> {

  /// A sentence that holds or does not.
  static Variable claim(Assumption.Kind kind, String says, String denial) {
    return new Variable(says, denial, kind, false);
  }

  /// A sentence about what was not collected.
  static Variable unseen(String says, String denial) {
    return claim(Assumption.Kind.NOT_COLLECTED, says, denial);
  }

  /// That an unknown text does something: "`⟨x⟩` includes port 80".
  static Variable statement(String text, String verb, String object) {
    String subject = "`" + text + "` ";
    return unseen(subject + verb + "s " + object, subject + "does not " + verb + " " + object);
  }

  /// That a restricting layer which was not collected does not forbid it.
  static Variable unseenLayer(String says) {
    return new Variable(says, "it is not so that " + says, Assumption.Kind.NOT_COLLECTED, true);
  }

  /// A text of which parts were not collected.
  static Variable text(String noun) {
    return new Variable(noun, "", Assumption.Kind.NOT_COLLECTED, false);
  }

  /// An address, one out of several.
  static Variable address(String noun) {
    return new Variable(noun, "", Assumption.Kind.CONDITION, false);
  }

  @Override
  public int compareTo(Variable other) {
    int byNoun = noun.compareTo(other.noun);
    return byNoun != 0 ? byNoun : kind.compareTo(other.kind);
  }
}
