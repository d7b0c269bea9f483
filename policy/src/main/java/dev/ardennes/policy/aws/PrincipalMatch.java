package dev.ardennes.policy.aws;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Unknown;
import java.util.Locale;

/// How a resource policy's principal element names the sender of a request; each kind of naming has
/// consequences of its own.
///
/// @param direct it names the user or session itself
/// @param everybody it names everybody: session policies still limit the grant
/// @param role it names the session's role: boundary and session policies still limit the grant
/// @param account it names the whole account, and so leaves the decision to the account's identity
///   policies
record PrincipalMatch(Formula direct, Formula everybody, Formula role, Formula account) {
  static final PrincipalMatch NONE =
      new PrincipalMatch(Formula.FALSE, Formula.FALSE, Formula.FALSE, Formula.FALSE);

  static PrincipalMatch direct(Formula formula) {
    return new PrincipalMatch(formula, Formula.FALSE, Formula.FALSE, Formula.FALSE);
  }

  static PrincipalMatch everybody(Formula formula) {
    return new PrincipalMatch(Formula.FALSE, formula, Formula.FALSE, Formula.FALSE);
  }

  static PrincipalMatch role(Formula formula) {
    return new PrincipalMatch(Formula.FALSE, Formula.FALSE, formula, Formula.FALSE);
  }

  static PrincipalMatch account(Formula formula) {
    return new PrincipalMatch(Formula.FALSE, Formula.FALSE, Formula.FALSE, formula);
  }

  PrincipalMatch or(PrincipalMatch other) {
    return new PrincipalMatch(
        direct.or(other.direct),
        everybody.or(other.everybody),
        role.or(other.role),
        account.or(other.account));
  }

  PrincipalMatch and(Formula formula) {
    return new PrincipalMatch(
        direct.and(formula), everybody.and(formula), role.and(formula), account.and(formula));
  }

  /// When it names the sender in any way.
  Formula any() {
    return direct.or(everybody).or(role).or(account);
  }

  static PrincipalMatch of(
      PolicyStatement.PrincipalElement element, Subject subject, Names names, String about) {
    PrincipalMatch result = NONE;
    for (PolicyStatement.Entry entry : element.entries()) {
      result = result.or(entry(entry, subject, names, about));
    }
    return element.not() ? everybody(result.any().not()) : result;
  }

  private static PrincipalMatch entry(
      PolicyStatement.Entry entry, Subject subject, Names names, String about) {
    String text = entry.text();
    return switch (entry.type().toLowerCase(Locale.ROOT)) {
      case "*" -> everybody(Formula.TRUE);
      case "aws" -> aws(text, subject, names, about);
      case "service" ->
          subject.kind() == Subject.Kind.SERVICE
              ? direct(named(text, subject.arn(), names, about))
              : NONE;
      case "federated" ->
          subject.kind() == Subject.Kind.FEDERATED
              ? direct(named(text, subject.arn(), names, about))
              : NONE;
      case "canonicaluser" -> subject.isIam() ? account(canonical(text, subject, about)) : NONE;
      default -> NONE;
    };
  }

  private static Formula canonical(String text, Subject subject, String about) {
    String says = "the canonical user `" + text + "` is the account `" + subject.account() + "`";
    return Formula.of(
        Literal.assumed(Assumption.Kind.SAME_ENTITY, says, "it is not so that " + says, about));
  }

  private static Formula named(String text, String subject, Names names, String about) {
    return text.equals("*") ? Formula.TRUE : names.same(text, subject, about);
  }

  private static PrincipalMatch aws(String text, Subject subject, Names names, String about) {
    if (text.equals("*")) {
      return everybody(Formula.TRUE);
    }
    if (!subject.isIam()) {
      return NONE;
    }
    if (Arns.isUnknown(text) && !subject.arn().equals(text)) {
      return unknown(text, subject, names, about);
    }
    String resource = Arns.resourcePart(text);
    boolean wholeAccount = resource.equals("root") || Arns.isAccountId(text);
    if (wholeAccount) {
      String account = resource.equals("root") ? Arns.account(text) : text;
      Formula same = names.same(account, subject.account(), about);
      return subject.kind() == Subject.Kind.ACCOUNT ? direct(same) : account(same);
    }
    return switch (subject.kind()) {
      case USER -> direct(names.same(text, subject.arn(), about));
      case ROLE -> ofRole(text, resource, subject, names, about);
      case ACCOUNT, SERVICE, FEDERATED, ANYBODY -> NONE;
    };
  }

  private static PrincipalMatch ofRole(
      String text, String resource, Subject subject, Names names, String about) {
    if (!resource.startsWith("assumed-role/")) {
      return role(names.same(text, subject.arn(), about));
    }
    if (subject.session() != null) {
      return direct(names.same(text, subject.session(), about));
    }
    // whoever assumes the role picks the session's name
    String name = resource.split("/", 3)[1];
    return direct(
        names
            .same(Arns.account(text), subject.account(), about)
            .and(names.same(name, subject.name(), about)));
  }

  /// An unknown principal may be the sender itself, or stand for its account.
  private static PrincipalMatch unknown(String text, Subject subject, Names names, String about) {
    Formula known = names.same(text, subject.arn(), about);
    if (known.isCertain() || known.isFalse() || Unknown.in(subject.arn())) {
      return subject.kind() == Subject.Kind.ROLE ? role(known) : direct(known);
    }
    String says = "`" + text + "` names `" + subject.arn() + "`";
    Formula maybe =
        Formula.of(
            Literal.assumed(
                Assumption.Kind.NOT_COLLECTED,
                says,
                "`" + text + "` does not name `" + subject.arn() + "`",
                about));
    return subject.kind() == Subject.Kind.ROLE ? role(maybe) : direct(maybe);
  }
}
