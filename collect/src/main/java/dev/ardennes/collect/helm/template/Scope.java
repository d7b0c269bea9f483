package dev.ardennes.collect.helm.template;

import dev.ardennes.collect.helm.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The variables of one template, innermost last.
final class Scope {
  private record Variable(String name, Value value) {}

  private final List<Variable> variables = new ArrayList<>();

  Scope(Value dollar) {
    declare("", dollar);
  }

  int mark() {
    return variables.size();
  }

  void release(int mark) {
    variables.subList(mark, variables.size()).clear();
  }

  void declare(String name, Value value) {
    variables.add(new Variable(name, value));
  }

  /// Sets the innermost variable of the name; false where there is none.
  boolean assign(String name, Value value) {
    int index = index(name);
    if (index >= 0) {
      variables.set(index, new Variable(name, value));
    }
    return index >= 0;
  }

  @Nullable Value find(String name) {
    int index = index(name);
    return index < 0 ? null : variables.get(index).value();
  }

  private int index(String name) {
    for (int index = variables.size() - 1; index >= 0; index--) {
      if (variables.get(index).name().equals(name)) {
        return index;
      }
    }
    return -1;
  }
}
