package dev.ardennes.policy.kubernetes.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Which values a [Variable] must have. Constraints on one variable are of one type.
sealed interface Constraint {
  /// No value is left.
  boolean isEmpty();

  /// Every value will do.
  boolean isFull();

  Constraint and(Constraint other);

  Constraint not();

  /// As a sentence.
  String says(Variable variable);

  default Constraint or(Constraint other) {
    return not().and(other.not()).not();
  }

  /// Whether every value that this one allows is allowed by the other.
  default boolean within(Constraint other) {
    return equals(other) || and(other.not()).isEmpty();
  }

  private static IllegalArgumentException mixed(Constraint one, Constraint other) {
    return new IllegalArgumentException("one variable, two types: " + one + ", " + other);
  }

  /// Of a claim.
  ///
  /// @param yes whether it may hold
  /// @param no whether it may fail to hold
  record Truth(boolean yes, boolean no) implements Constraint {
    static final Truth HOLDS = new Truth(true, false);

    @Override
    public boolean isEmpty() {
      return !yes && !no;
    }

    @Override
    public boolean isFull() {
      return yes && no;
    }

    @Override
    public Constraint and(Constraint other) {
      if (other instanceof Truth truth) {
        return new Truth(yes && truth.yes, no && truth.no);
      }
      throw mixed(this, other);
    }

    @Override
    public Constraint not() {
      return new Truth(!yes, !no);
    }

    @Override
    public String says(Variable variable) {
      return yes ? variable.noun() : variable.denial();
    }
  }

  /// Of a text.
  ///
  /// @param values the texts, or all others
  /// @param complement whether all others are meant
  /// @param absent whether it may be missing
  /// @param optional whether a text of this kind can be missing at all
  record Values(NavigableSet<String> values, boolean complement, boolean absent, boolean optional)
      implements Constraint {
    public Values {
      values = Collections.unmodifiableNavigableSet(new TreeSet<>(values));
      absent &= optional;
    }

    static Values oneOf(List<String> values, boolean optional) {
      return new Values(new TreeSet<>(values), false, false, optional);
    }

    /// Any text, but it must not be missing.
    static Values present() {
      return new Values(new TreeSet<>(), true, false, true);
    }

    @Override
    public boolean isEmpty() {
      return values.isEmpty() && !complement && !absent;
    }

    @Override
    public boolean isFull() {
      return values.isEmpty() && complement && absent == optional;
    }

    @Override
    public Constraint and(Constraint other) {
      if (!(other instanceof Values that)) {
        throw mixed(this, other);
      }
      NavigableSet<String> both =
          new TreeSet<>(complement && !that.complement ? that.values : values);
      if (complement && that.complement) {
        both.addAll(that.values);
      } else if (complement == that.complement) {
        both.retainAll(that.values);
      } else {
        both.removeAll(complement ? values : that.values);
      }
      return new Values(both, complement && that.complement, absent && that.absent, optional);
    }

    @Override
    public Constraint not() {
      return new Values(values, !complement, !absent, optional);
    }

    @Override
    public String says(Variable variable) {
      List<String> parts = new ArrayList<>();
      if (absent && !complement) {
        parts.add("missing");
      }
      if (complement && !absent && optional) {
        parts.add("set");
      }
      String list = String.join("` or `", values);
      if (!values.isEmpty()) {
        parts.add((complement ? "not `" : "`") + list + "`");
      }
      String joint = complement ? " and " : " or ";
      return variable.noun() + " is " + String.join(joint, parts);
    }
  }

  /// Of an address.
  ///
  /// @param domain all addresses that it can be
  /// @param declared whether the domain is known; where not, all addresses of family four do for
  ///   all
  record Within(AddressSet set, AddressSet domain, boolean declared) implements Constraint {
    @Override
    public boolean isEmpty() {
      return set.isEmpty();
    }

    @Override
    public boolean isFull() {
      return set.containsAll(domain) || (!declared && set.containsAll(AddressSet.ALL_FOUR));
    }

    @Override
    public Constraint and(Constraint other) {
      if (other instanceof Within within) {
        return new Within(set.intersect(within.set), domain, declared);
      }
      throw mixed(this, other);
    }

    @Override
    public Constraint not() {
      return new Within(domain.minus(set), domain, declared);
    }

    @Override
    public String says(Variable variable) {
      return variable.noun() + " is in " + set;
    }
  }
}
