package dev.ardennes.policy.istio;

import dev.ardennes.model.Assumption;
import java.util.List;
import java.util.stream.Collectors;

/// A statement about a request that the question leaves open, or its opposite.
record Literal(Content content, boolean holds) {

  /// What it says.
  sealed interface Content {}

  /// The text that the caller picks matches one of the patterns.
  ///
  /// @param name of the header; empty for others
  record Picked(Attribute attribute, String name, List<TextPattern> patterns) implements Content {
    Picked {
      patterns = List.copyOf(patterns);
    }
  }

  /// An address that is not known is one of these.
  ///
  /// @param subject whose, in words
  /// @param blocks as the policy writes them
  record Address(String subject, String blocks, AddressSet addresses, String about)
      implements Content {}

  /// In words only.
  ///
  /// @param about the fact that brings it in; empty where there is none
  /// @param unseenLayer whether it says of a restricting layer which was not collected that it does
  ///   not forbid the request
  record Said(Assumption.Kind kind, String says, String denies, String about, boolean unseenLayer)
      implements Content {
    @Override
    public boolean equals(Object other) {
      return other instanceof Said said && kind == said.kind && says.equals(said.says);
    }

    @Override
    public int hashCode() {
      return says.hashCode();
    }
  }

  static Literal said(Assumption.Kind kind, String says, String denies, String about) {
    return new Literal(new Said(kind, says, denies, about, false), true);
  }

  static Literal notCollected(String says, String denies, String about) {
    return said(Assumption.Kind.NOT_COLLECTED, says, denies, about);
  }

  Literal negate() {
    return new Literal(content, !holds);
  }

  /// Whether the caller alone makes it true.
  boolean picked() {
    return content instanceof Picked;
  }

  static String quoted(List<?> texts) {
    return texts.stream().map(text -> "`" + text + "`").collect(Collectors.joining(" or "));
  }
}
