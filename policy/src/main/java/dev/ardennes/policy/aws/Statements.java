package dev.ardennes.policy.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The statements of several documents.
final class Statements {
  private Statements() {}

  static List<PolicyStatement> of(AwsPolicyModel model, Collection<AwsPolicyModel.Link> links) {
    List<PolicyStatement> statements = new ArrayList<>();
    for (AwsPolicyModel.Link link : links) {
      model.document(link.to()).statements().forEach(each -> statements.add(each.statement()));
    }
    return statements;
  }

  /// The conditions of the statements, and of what the organization says of resources of the
  /// account.
  static List<PolicyStatement.Condition> conditions(
      AwsPolicyModel model, List<PolicyStatement> statements, String account) {
    List<PolicyStatement> all = new ArrayList<>(statements);
    List<List<AwsPolicyModel.Link>> levels = model.resourceControls(account);
    if (levels != null) {
      levels.forEach(level -> all.addAll(of(model, level)));
    }
    return all.stream().flatMap(statement -> statement.conditions().stream()).toList();
  }
}
