package dev.ardennes.engine.attack;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One application of a technique: an AND node, all of whose premises are needed.
///
/// @param number its place in [AttackGraph#steps()] A step that leads to a member of a scope has a
///   gain of kind [Gain.Kind#SCOPE] among its premises; who takes it is only known with the way to
///   that gain: [#taken].
///
/// @param from the entity the hop starts at, for display; empty where the way to a scope tells it
/// @param to the entity the hop ends at, for display
/// @param via static entities that belong to the step: a template, a bucket, a group
/// @param words what people read of it, put together only for the steps that are shown
public record Step(
    int number,
    StepKind kind,
    Gain gain,
    String from,
    String to,
    List<String> via,
    List<Premise> premises,
    Words words) {
  /// The step in words.
  public interface Words {
    /// Of a step that nobody is shown.
    Words NONE = new Words() {};

    default String says() {
      return "";
    }

    default List<Mitigation> mitigations() {
      return List.of();
    }

    /// See [Step#taken].
    default Step taken(Step step, Step way) {
      return step;
    }
  }

  /// A way to remove a step: take out the premise with this relation and these arguments.
  ///
  /// @param args [#ANY] where only the witness of the step decides
  public record Mitigation(String says, String relation, List<String> args) {
    /// Stands for whatever the premise has there.
    public static final String ANY = "_";

    public Mitigation {
      args = List.copyOf(args);
    }

    /// Whether this is the premise to take out.
    public boolean takesOut(String premise, List<String> arguments) {
      if (!premise.equals(relation) || arguments.size() != args.size()) {
        return false;
      }
      for (int i = 0; i < args.size(); i++) {
        if (!args.get(i).equals(ANY) && !args.get(i).equals(arguments.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  public Step {
    via = List.copyOf(via);
    premises = List.copyOf(premises);
  }

  /// The gain of a scope that it rests on; null for a step that is whole by itself.
  public @Nullable Gain scope() {
    for (Premise premise : premises) {
      if (premise instanceof Premise.Gained gained && gained.gain().kind() == Gain.Kind.SCOPE) {
        return gained.gain();
      }
    }
    return null;
  }

  /// The step to a member of a scope as somebody takes it who can take steps towards the scope:
  /// with the premises of both, about that member.
  ///
  /// @param way a step to the gain that [#scope()] names
  public Step taken(Step way) {
    return words.taken(this, way);
  }

  /// The step as a readable sentence.
  public String says() {
    return words.says();
  }

  /// What would remove it, tried by nobody yet.
  public List<Mitigation> mitigations() {
    return words.mitigations();
  }
}
