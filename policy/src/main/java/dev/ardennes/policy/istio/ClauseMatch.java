package dev.ardennes.policy.istio;

import dev.ardennes.model.Assumption;
import dev.ardennes.policy.istio.Clause.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// When a clause holds at a stop.
final class ClauseMatch {
  private final Stop stop;
  private final String about;

  /// @param about the fact of the rule
  ClauseMatch(Stop stop, String about) {
    this.stop = stop;
    this.about = about;
  }

  /// What a proxy knows of an attribute.
  private sealed interface Subject {}

  private record Known(List<String> texts) implements Subject {}

  /// The caller picks it.
  private record Open() implements Subject {}

  /// Nobody knows; the words say of what a value is.
  private record Unsure(String subject) implements Subject {}

  /// A match that is certain, or one of the literals makes.
  private record Any(boolean certain, List<Literal> literals) {
    List<Term> terms() {
      return certain ? List.of(Term.TRUE) : literals.stream().map(Term::of).toList();
    }

    List<Term> opposite() {
      return certain
          ? List.of()
          : List.of(new Term(literals.stream().map(Literal::negate).toList()));
    }
  }

  /// Alternatives of which one suffices; none where the clause cannot hold.
  List<Term> terms(Clause clause) {
    List<Term> positive =
        clause.values().isEmpty() ? List.of(Term.TRUE) : any(clause, clause.values()).terms();
    List<Term> negative =
        clause.notValues().isEmpty()
            ? List.of(Term.TRUE)
            : any(clause, clause.notValues()).opposite();
    List<Term> both = Term.both(positive, negative);
    return both == null ? positive : both;
  }

  private Any any(Clause clause, List<Value> values) {
    if (clause.attribute().isAddress()) {
      return addresses(clause.attribute(), values);
    }
    return switch (subject(clause)) {
      case Known known -> known(clause.attribute(), values, known.texts());
      case Open open -> open(clause, values);
      case Unsure unsure -> unsure(unsure.subject(), values);
    };
  }

  private Subject subject(Clause clause) {
    Identity sender = stop.sender();
    IstioRequest request = stop.request();
    return switch (clause.attribute()) {
      case PRINCIPAL -> sender == null ? none() : one(sender.principal());
      case NAMESPACE ->
          sender == null || sender.namespace().isEmpty() ? none() : one(sender.namespace());
      case SERVICE_ACCOUNT ->
          sender == null || sender.serviceAccount().isEmpty()
              ? none()
              : one(sender.namespace() + "/" + sender.serviceAccount());
      case PORT -> one(String.valueOf(stop.port()));
      case METHOD -> picked(request.method());
      case PATH -> picked(request.path());
      case HOST -> picked(request.host().map(host -> host.toLowerCase(Locale.ROOT)));
      case HEADER -> header(clause.name());
      case SERVER_NAME -> sender == null ? none() : new Unsure("the caller's server name (SNI)");
      case FILTER -> new Unsure("the metadata `" + clause.name() + "`");
      case REQUEST_PRINCIPAL -> token("iss", "the issuer and subject of the caller's token");
      case AUDIENCE -> token("aud", "an audience of the caller's token");
      case PRESENTER -> token("azp", "the presenter of the caller's token");
      case CLAIM -> token(clause.name(), "the claim `" + clause.name() + "` of the caller's token");
      case SOURCE_ADDRESS, REMOTE_ADDRESS, TARGET_ADDRESS -> none();
    };
  }

  private static Known none() {
    return new Known(List.of());
  }

  private static Known one(String text) {
    return new Known(List.of(text));
  }

  private static Subject picked(Optional<String> fixed) {
    return fixed.<Subject>map(ClauseMatch::one).orElseGet(Open::new);
  }

  private Subject header(String name) {
    String value = stop.request().headers().get(name);
    if (value != null) {
      return one(value);
    }
    return stop.request().otherHeadersOpen() ? new Open() : none();
  }

  private Subject token(String claim, String subject) {
    return switch (stop.token()) {
      case Token.None none -> none();
      case Token.Claims claims -> new Known(claims.of(claim));
      case Token.Unknown unknown -> new Unsure(subject);
    };
  }

  private Any known(Attribute attribute, List<Value> values, List<String> texts) {
    List<Literal> literals = new ArrayList<>();
    for (String text : texts) {
      for (Value value : values) {
        switch (compare(attribute, text, value)) {
          case YES -> {
            return new Any(true, List.of());
          }
          case NO -> {}
          case MAYBE -> literals.add(covers(value, "`" + text + "`"));
        }
      }
    }
    return new Any(false, literals.stream().distinct().toList());
  }

  private Texts compare(Attribute attribute, String text, Value value) {
    if (attribute == Attribute.REQUEST_PRINCIPAL && stop.token() instanceof Token.Claims claims) {
      return RequestPrincipals.compare(value.text(), text, claims.of("sub"));
    }
    return Texts.compare(text, value.pattern());
  }

  private Literal covers(Value value, String what) {
    return Literal.notCollected(
        "`" + value + "` covers " + what, "`" + value + "` does not cover " + what, about);
  }

  private Any open(Clause clause, List<Value> values) {
    List<TextPattern> patterns = new ArrayList<>();
    List<Literal> literals = new ArrayList<>();
    for (Value value : values) {
      if (value.unknown()) {
        literals.add(covers(value, "the " + clause.attribute().word() + " that the caller picks"));
      } else {
        patterns.add(value.pattern());
      }
    }
    if (!patterns.isEmpty()) {
      Attribute attribute = clause.attribute();
      String name = attribute == Attribute.HEADER ? clause.name() : "";
      literals.addFirst(new Literal(new Literal.Picked(attribute, name, patterns), true));
    }
    return new Any(false, literals);
  }

  private Any unsure(String subject, List<Value> values) {
    String list = Literal.quoted(values);
    return new Any(
        false,
        List.of(
            Literal.said(
                Assumption.Kind.CONDITION,
                subject + " is " + list,
                subject + " is not " + list,
                about)));
  }

  private Any addresses(Attribute attribute, List<Value> values) {
    String address =
        switch (attribute) {
          case SOURCE_ADDRESS -> stop.address();
          case REMOTE_ADDRESS -> stop.remoteAddress();
          default -> "";
        };
    String subject =
        switch (attribute) {
          case SOURCE_ADDRESS -> stop.addressOf();
          case REMOTE_ADDRESS -> "the address that the mesh takes for the client's";
          default -> "the target's address";
        };
    List<Literal> literals = new ArrayList<>();
    AddressSet blocks = new AddressSet(List.of());
    List<Value> plain = values.stream().filter(value -> !value.unknown()).toList();
    for (Value value : values) {
      if (value.unknown()) {
        literals.add(covers(value, address.isEmpty() ? subject : "`" + address + "`"));
      } else {
        blocks = blocks.union(value.addresses());
      }
    }
    Optional<AddressSet> known = AddressSet.parse(address);
    if (known.isPresent()) {
      return new Any(!known.get().intersect(blocks).isEmpty(), literals);
    }
    if (!plain.isEmpty()) {
      String list = Literal.quoted(plain);
      literals.addFirst(new Literal(new Literal.Address(subject, list, blocks, about), true));
    }
    return new Any(false, literals);
  }
}
