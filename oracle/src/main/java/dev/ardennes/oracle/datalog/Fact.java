package dev.ardennes.oracle.datalog;

import java.util.List;

/// A relation and its values.
public record Fact(String relation, List<Value> values) {

  public Fact {
    values = List.copyOf(values);
  }

  @Override
  public String toString() {
    return relation + values;
  }
}
