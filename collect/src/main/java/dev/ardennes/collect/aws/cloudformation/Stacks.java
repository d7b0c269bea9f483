package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.aws.DeclaredResources;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// All stacks of one source: those that somebody deploys, and those that these nest.
final class Stacks {
  private static final int MOST_STACKS = 5_000;
  private static final int DEEPEST = 10;

  /// Two accounts between which a stack imports what the other one exports: they are one.
  ///
  /// @param at the import
  record Same(DeclaredResources.Account one, DeclaredResources.Account other, Json at) {}

  private final Session session;
  private final TemplateFiles files;
  private final List<Stack> all = new ArrayList<>();
  private final Map<String, @Nullable Stack> nested = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private final Set<Same> same = new LinkedHashSet<>();
  private final Set<String> importing = new HashSet<>();
  private @Nullable Map<String, Stack.Export> exports;

  Stacks(Session session, TemplateFiles files) {
    this.session = session;
    this.files = files;
  }

  Session session() {
    return session;
  }

  List<Stack> all() {
    return List.copyOf(all);
  }

  Set<Same> same() {
    return same;
  }

  /// Templates that some stack was made of.
  Set<String> used() {
    return used;
  }

  /// A stack that somebody deploys.
  void deployed(Template template, Stack.Site site, Function<String, @Nullable Value> given) {
    used.add(template.path());
    all.add(new Stack(template, site, this, given));
  }

  /// Makes the stacks that those nest, level by level.
  void enter() {
    List<Stack> open = new ArrayList<>(all);
    while (!open.isEmpty()) {
      Stack next = open.removeLast();
      for (StackResource resource : next.resources()) {
        if (resource.type().equals(Template.STACK) && !resource.absent()) {
          Stack inner = nested(resource, next);
          if (inner != null) {
            open.add(inner);
          }
        }
      }
    }
  }

  // --- nested stacks ---

  /// The stack that a resource nests; null where its template is not here.
  @Nullable Stack nested(StackResource resource, Stack in) {
    String key = in.symbol(resource.logicalId());
    if (nested.containsKey(key)) {
      return nested.get(key);
    }
    nested.put(key, null);
    Stack made = make(resource, in);
    nested.put(key, made);
    if (made == null) {
      in.incomplete();
    } else {
      used.add(made.template().path());
      all.add(made);
    }
    return made;
  }

  private @Nullable Stack make(StackResource resource, Stack in) {
    Template template = files.nestedIn(resource, in.template());
    if (template == null) {
      session.warning(
          resource.written(),
          "the template of the nested stack `"
              + resource.logicalId()
              + "` is not here, so that what it makes is missing",
          "put it into the folder and name it by its path");
      return null;
    }
    List<String> above = new ArrayList<>(in.site().above());
    above.add(in.template().path());
    if (above.contains(template.path()) || above.size() > DEEPEST || all.size() >= MOST_STACKS) {
      session.error(
          resource.written(),
          "the stack `" + resource.logicalId() + "` nests itself, or there are too many stacks",
          "take the circle apart");
      return null;
    }
    Stack.Site site =
        new Stack.Site(
            in.site().root(),
            in.site().prefix() + resource.logicalId() + ".",
            "",
            in.site().account(),
            above);
    return new Stack(template, site, this, given(resource, in));
  }

  /// Parameters are evaluated in the stack that gives them.
  private Function<String, @Nullable Value> given(StackResource resource, Stack in) {
    Json properties = resource.written().at("Properties");
    Json parameters = properties == null ? null : properties.at("Parameters");
    return name -> {
      Json written = parameters == null ? null : parameters.at(name);
      return written == null
          ? null
          : session.once(
              in.symbol(resource.logicalId() + ".Parameters." + name),
              written,
              () -> in.evaluator().required(written));
    };
  }

  // --- imports ---

  /// What a stack imports under a name; unknown where no stack here exports it.
  Value imported(Value name, Stack by, Json at) {
    String text = Values.text(name).orElse("");
    if (exports == null && !importing.add("exports")) {
      return unknown(text, by, at);
    }
    Stack.Export export = exports().get(text);
    if (export == null || !importing.add(text)) {
      if (export != null) {
        session.error(at, "the import `" + text + "` depends on itself", "take the circle apart");
      }
      return unknown(text, by, at);
    }
    try {
      DeclaredResources.Account own = by.site().account();
      DeclaredResources.Account other = export.stack().site().account();
      if (!own.equals(other)) {
        same.add(new Same(own, other, at));
      }
      Value value = export.stack().output(export.output(), at);
      return value.depth() > 0
          ? value
          : value.withOrigin(value.origin().withPosition(Session.position(at)));
    } finally {
      importing.remove(text);
    }
  }

  private static Value unknown(String text, Stack by, Json at) {
    Value name = StringValue.foreign(text, Evaluator.origin(at));
    return by.evaluator().unknown("import " + name, UnknownValue.Reason.NOT_LOADED, at);
  }

  /// A name that several stacks export says nothing: they are meant for different accounts.
  private Map<String, Stack.Export> exports() {
    Map<String, Stack.Export> known = exports;
    if (known != null) {
      return known;
    }
    Map<String, Stack.Export> byName = new TreeMap<>();
    Set<String> several = new HashSet<>();
    for (Stack stack : all()) {
      for (Stack.Export export : stack.exports()) {
        String text = Values.text(export.name()).orElse("");
        if (byName.putIfAbsent(text, export) != null) {
          several.add(text);
        }
      }
    }
    byName.keySet().removeAll(several);
    exports = byName;
    return byName;
  }
}
