package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.eval.FileAccess.FileContent;
import dev.ardennes.collect.terraform.hcl.Expression;
import dev.ardennes.collect.terraform.hcl.HclParser;
import dev.ardennes.collect.terraform.hcl.Limits;
import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.hcl.SourceText;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Unknown;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `templatefile` and `templatestring`: text that is parsed while it is evaluated.
final class TemplateFunctions {
  private final Evaluator evaluator;
  private final Scope scope;

  TemplateFunctions(Evaluator evaluator, Scope scope) {
    this.evaluator = evaluator;
    this.scope = scope;
  }

  Value value(String function, Arguments arguments) {
    if (arguments.count() != 2) {
      throw arguments.failure("called with " + arguments.count() + " arguments instead of 2");
    }
    Value first = Conversions.toText(arguments.get(0));
    boolean wholly = first instanceof UnknownValue || arguments.get(1) instanceof UnknownValue;
    String text = arguments.text(0);
    if (wholly || (Unknown.in(text) && !text.contains("path.cwd" + Unknown.CLOSE))) {
      return arguments.unknown();
    }
    return function.equals("templatefile")
        ? file(arguments)
        : rendered(arguments, text, arguments.position(), "");
  }

  private Value file(Arguments arguments) {
    FileContent content = FileFunctions.content(arguments);
    String text =
        SourceText.decodeText(content.path(), content.bytes(), evaluator.diagnostics())
            .orElseThrow(() -> arguments.failure("the file is not text"));
    return rendered(arguments, text, Position.at(content.path(), 1, 1), content.path());
  }

  private Value rendered(Arguments arguments, String text, Position start, String path) {
    evaluator.budget().step(text.length() / 16 + 1);
    Optional<Expression> template =
        HclParser.template(text, start, Limits.DEFAULT, evaluator.diagnostics());
    if (template.isEmpty()) {
      throw arguments.failure("the template cannot be understood");
    }
    Variables inner = new Variables(arguments.map(1), scope.symbolPrefix(), opened(path));
    return evaluator.evaluate(template.get(), inner).from(arguments.shallowOrigin().references());
  }

  /// The template files that are being rendered; one of them again would never end.
  private Set<String> opened(String path) {
    Set<String> opened = new HashSet<>();
    if (outermost() instanceof Variables around) {
      opened.addAll(around.opened);
    }
    if (!path.isEmpty() && !opened.add(path)) {
      throw new EvaluationFailure("the template `" + path + "` renders itself", "break the circle");
    }
    return opened;
  }

  private Scope outermost() {
    Scope around = scope;
    while (around instanceof Scope.Binding(Scope outer, String _, Value _)) {
      around = outer;
    }
    return around;
  }

  /// A template sees nothing but the variables it is given.
  private record Variables(MapValue map, String symbolPrefix, Set<String> opened) implements Scope {
    @Override
    public @Nullable Value root(String name) {
      Value value = map.entry(name);
      if (value == null && map.open() != null) {
        return Evaluator.attribute(map, name);
      }
      return value;
    }
  }
}
