package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.eval.EvaluationFailure;
import dev.ardennes.collect.terraform.eval.Evaluator;
import dev.ardennes.collect.terraform.eval.Loops;
import dev.ardennes.collect.terraform.eval.Scope;
import dev.ardennes.collect.terraform.hcl.Body;
import dev.ardennes.collect.terraform.hcl.Expression;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.UnknownValue.Reason;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Makes evaluated bodies of parsed ones: attributes on demand, dynamic blocks unrolled.
final class BodyEvaluation {
  /// Arguments of provisioners whose values are words and no expressions.
  private static final Set<String> PROVISIONER_WORDS = Set.of("when", "on_failure");

  private final Evaluator evaluator;
  private final Set<String> skippedAttributes;
  private final Set<String> skippedBlocks;

  BodyEvaluation(Evaluator evaluator, Set<String> skippedAttributes, Set<String> skippedBlocks) {
    this.evaluator = evaluator;
    this.skippedAttributes = skippedAttributes;
    this.skippedBlocks = skippedBlocks;
  }

  EvaluatedBody body(Body body, Scope scope) {
    Map<String, Supplier<EvaluatedBody.Attribute>> attributes = new LinkedHashMap<>();
    for (Body.Attribute attribute : body.attributes()) {
      if (!skippedAttributes.contains(attribute.name())) {
        attributes.put(attribute.name(), () -> evaluated(attribute, scope));
      }
    }
    Set<String> types = new LinkedHashSet<>();
    for (Body.Block block : body.blocks()) {
      String type = type(block);
      if (!skippedBlocks.contains(type)) {
        types.add(type);
      }
    }
    return new EvaluatedBody(attributes, types, () -> blocks(body, scope));
  }

  private static String type(Body.Block block) {
    return isDynamic(block) ? block.labels().getFirst() : block.type();
  }

  private static boolean isDynamic(Body.Block block) {
    return block.type().equals("dynamic") && block.labels().size() == 1;
  }

  private EvaluatedBody.Attribute evaluated(Body.Attribute attribute, Scope scope) {
    Value value = evaluator.separately(() -> evaluator.evaluate(attribute.expression(), scope));
    return new EvaluatedBody.Attribute(attribute.name(), value, attribute.position());
  }

  private List<EvaluatedBody.Block> blocks(Body body, Scope scope) {
    List<EvaluatedBody.Block> blocks = new ArrayList<>();
    for (Body.Block block : body.blocks()) {
      if (skippedBlocks.contains(type(block))) {
        continue;
      }
      if (isDynamic(block)) {
        addDynamic(blocks, block, scope);
      } else {
        blocks.add(
            new EvaluatedBody.Block(
                block.type(),
                block.labels(),
                inner(block.type()).body(block.body(), scope),
                block.position(),
                false));
      }
    }
    return blocks;
  }

  /// Terraform's own arguments mean something at the top of a resource only.
  private BodyEvaluation inner(String type) {
    Set<String> words = type.equals("provisioner") ? PROVISIONER_WORDS : Set.of();
    return new BodyEvaluation(evaluator, words, Set.of());
  }

  private void addDynamic(List<EvaluatedBody.Block> blocks, Body.Block block, Scope scope) {
    String type = type(block);
    Optional<Body.Block> content = block.body().blocks("content").findFirst();
    Optional<Body.Attribute> forEach = block.body().attribute("for_each");
    if (content.isEmpty() || forEach.isEmpty()) {
      evaluator
          .diagnostics()
          .error(
              block.position(),
              "the dynamic block `" + type + "` needs `for_each` and `content`",
              "add what is missing");
      return;
    }
    String iterator =
        block
            .body()
            .attribute("iterator")
            .flatMap(attribute -> Constants.reference(attribute.expression()))
            .orElse(type);
    Loops.Steps steps = steps(forEach.get().expression(), scope);
    for (Loops.Step step : steps.steps()) {
      Origin origin = Origin.at(step.key().position());
      Map<String, Value> bound = Map.of("key", step.key(), "value", step.value());
      Scope inner = scope.with(iterator, MapValue.of(bound, origin));
      boolean symbolic =
          steps.open() != null && !(Values.isKnown(step.key()) && Values.isKnown(step.value()));
      blocks.add(
          new EvaluatedBody.Block(
              type,
              List.of(),
              inner(type).body(content.get().body(), inner),
              content.get().position(),
              symbolic));
    }
  }

  private Loops.Steps steps(Expression forEach, Scope scope) {
    Value collection = evaluator.separately(() -> evaluator.evaluate(forEach, scope));
    try {
      Loops.Steps steps = Loops.blocks(collection);
      int limit = evaluator.budget().limits().instances();
      if (steps.steps().size() > limit) {
        throw Loops.tooMany(limit);
      }
      return steps;
    } catch (EvaluationFailure failure) {
      UnknownValue unknown = evaluator.failed(failure, forEach.position(), scope);
      return Loops.blocks(new UnknownValue(unknown.symbol(), Reason.ERROR, unknown.origin()));
    }
  }
}
