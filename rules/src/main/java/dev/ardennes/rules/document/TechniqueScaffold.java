package dev.ardennes.rules.document;

import dev.ardennes.rules.load.TechniqueReader;
import java.util.List;

/// A new technique file: a rule that works, with cases that prove it, and texts to be filled in.
///
/// @param path path below the folder of techniques, with `/`
/// @param text the file; the check passes but for what stands in `fill`
/// @param fill what the author has to do, in the order of the file
public record TechniqueScaffold(String path, String text, List<String> fill) {
  public TechniqueScaffold {
    fill = List.copyOf(fill);
  }

  private static final List<String> FILL =
      List.of(
          "`title`, `summary` and `says`: what the attacker does, in words",
          "`attack`: the ATT&CK techniques that fit, or why there is none",
          "`rule`: the premises and the gain; the one that stands there is assuming a role",
          "`hop`, `stage`, `stride` and `simulate`: adjust them to the rule",
          "`limits`: what the rule does not cover, or remove the field",
          "`detect`: the events that show it and what they do not show",
          "`mitigate`: the change for each premise that a defender can take away",
          "`references`: the pages that describe it",
          "`tests`: a case that fires, and for each premise one that is silent for want of it");

  private static final String TEMPLATE =
      """
      id: NEW_ID
      title: FILL IN what the attacker does
      status: draft
      attack:
        none: FILL IN why no technique of ATT&CK fits, or list them as {id, why}

      summary: >
        FILL IN two to four sentences for somebody who does not know the technique.

      hop: {from: P, to: R}
      stage: escalation
      stride: [E]
      says: "{P} FILL IN what is done to {R}"

      rule: |
        controls(R) :-
            controls(P),
            may_assume(P, R).

      limits: >
        FILL IN what the rule does not cover.

      simulate: {effort: minutes, skill: medium, noise: medium}

      detect:
        - log: aws.cloudtrail.management
          event: FILL IN the event's name
          when: FILL IN what sets the attack apart from daily work
          blind: FILL IN what this does not see

      mitigate:
        - do: FILL IN the change, as an order
          removes: may_assume(P, R)

      references:
        - https://example.org/FILL-IN

      tests:
        base: |
          controls(dev).
          may_assume(dev, admin).
        cases:
          - {name: dev acts as admin, expect: ["controls(admin)"]}
          - {name: dev may not assume the role, without: ["may_assume(dev, admin)"], expect: []}
          - name: the attacker holds somebody else
            without: ["controls(dev)"]
            with: ["controls(guest)"]
            expect: []
      """;

  /// A file for the id `id`.
  ///
  /// @throws IllegalArgumentException with a text for the user if `id` is no id
  public static TechniqueScaffold of(String id) {
    if (!TechniqueReader.isId(id)) {
      throw new IllegalArgumentException(
          "`"
              + id
              + "` is no id: write lower-case words joined by `-`, folders joined by `.`, such"
              + " as `aws.lambda.passrole-lambda`");
    }
    return new TechniqueScaffold(
        id.replace('.', '/') + ".yaml", TEMPLATE.replace("NEW_ID", id), FILL);
  }
}
