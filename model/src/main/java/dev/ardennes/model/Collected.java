package dev.ardennes.model;

import java.util.List;

/// What one source states: entities, facts, the scopes it covers completely and what it could not
/// read.
///
/// @param kind the sort of source: `terraform`, `aws.account-export`
/// @param location the folder or file, as the user named it, with `/`
/// @param files how many files were read
/// @param covers scopes inside which a missing grant is a no, for example `aws.iam of account prod`
/// @param hidden what ignore files and built-in rules kept from being read, with its number
public record Collected(
    String source,
    String kind,
    String location,
    int files,
    List<Entity> entities,
    List<Fact> facts,
    List<String> covers,
    List<Problem> problems,
    List<Hidden> hidden) {
  public Collected {
    entities = List.copyOf(entities);
    facts = List.copyOf(facts);
    covers = List.copyOf(covers);
    problems = List.copyOf(problems);
    hidden = List.copyOf(hidden);
  }

  /// A source that nothing was hidden from.
  public Collected(
      String source,
      String kind,
      String location,
      int files,
      List<Entity> entities,
      List<Fact> facts,
      List<String> covers,
      List<Problem> problems) {
    this(source, kind, location, files, entities, facts, covers, problems, List.of());
  }
}
