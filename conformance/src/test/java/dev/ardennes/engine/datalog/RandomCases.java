package dev.ardennes.engine.datalog;

import dev.ardennes.oracle.datalog.Fact;
import dev.ardennes.oracle.datalog.Value;
import dev.ardennes.rules.datalog.DatalogParser;
import dev.ardennes.rules.datalog.Dialect;
import dev.ardennes.rules.datalog.ParseResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/// Makes small programs that use every feature of the rule language, from a seed.
final class RandomCases {

  private static final int SYMBOLS = 4;
  private static final int MASKS = 7;

  private final long seed;
  private final Random random;
  private final Map<String, List<String>> relations = new LinkedHashMap<>();
  private final List<String> inputs = new ArrayList<>();
  private final List<String> derived = new ArrayList<>();
  private final Map<String, List<String>> modes = new TreeMap<>();
  private final List<String> rules = new ArrayList<>();
  private int witnesses;

  private RandomCases(long seed) {
    this.seed = seed;
    random = new Random(seed * 7919 + 17);
  }

  static RandomCase of(long seed) {
    return new RandomCases(seed).make();
  }

  private RandomCase make() {
    for (int i = 0; i < 2 + random.nextInt(3); i++) {
      inputs.add(relation("e" + i, random.nextInt(12) == 0));
    }
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      derived.add(relation("d" + i, random.nextInt(3) == 0));
    }
    for (int i = 0; i < random.nextInt(3); i++) {
      String name = relation("m" + i, random.nextBoolean());
      modes.put(name, modes(types(name)));
    }
    List<String> declarations = new ArrayList<>();
    relations.forEach((name, types) -> declarations.add(declaration(name, types)));
    int wanted = derived.size() + 1 + random.nextInt(4);
    for (int attempt = 0; attempt < 60 && rules.size() < wanted; attempt++) {
      String head = rules.size() < derived.size() ? derived.get(rules.size()) : pick(derived);
      String rule = random.nextInt(15) == 0 ? ground(head) : rule(head);
      if (compiles(declarations, rule)) {
        rules.add(rule);
      }
    }
    return new RandomCase(
        seed, declarations, List.copyOf(rules), facts(), tables(), Map.copyOf(modes));
  }

  private String relation(String name, boolean withNames) {
    List<String> types = new ArrayList<>();
    int arity = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(3);
    for (int i = 0; i < arity; i++) {
      boolean names = withNames && i == arity - 1;
      types.add(names ? "names" : random.nextInt(6) == 0 ? "number" : "symbol");
    }
    relations.put(name, types);
    return name;
  }

  private static String declaration(String name, List<String> types) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.add("c" + i + ":" + types.get(i));
    }
    return ".decl " + name + "(" + String.join(", ", columns) + ")";
  }

  private List<String> modes(List<String> types) {
    List<String> answered = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      StringBuilder mode = new StringBuilder();
      for (String type : types) {
        mode.append(type.equals("names") || random.nextBoolean() ? 'f' : 'b');
      }
      answered.add(mode.toString());
    }
    return answered;
  }

  private String rule(String head) {
    List<String> body = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      body.add(atom(pick(List.copyOf(relations.keySet())), ""));
    }
    if (random.nextInt(4) == 0) {
      body.add(block(0));
    }
    if (random.nextInt(4) == 0) {
      String negated = random.nextInt(3) == 0 ? pick(derived) : pick(inputs);
      body.add("!" + atom(negated, ""));
    }
    if (random.nextInt(4) == 0) {
      boolean number = random.nextInt(6) == 0;
      String type = number ? "number" : "symbol";
      String operator = random.nextInt(3) == 0 ? " = " : " != ";
      body.add(term(type, "") + operator + term(type, ""));
    }
    Collections.shuffle(body, random);
    return atom(head, "") + " :- " + String.join(", ", body) + ".";
  }

  private String block(int depth) {
    String witness = "W" + witnesses++;
    List<String> body = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(2); i++) {
      body.add(atom(pick(List.copyOf(relations.keySet())), witness));
    }
    if (depth < 2 && random.nextInt(4) == 0) {
      body.add(block(depth + 1));
    }
    if (random.nextInt(6) == 0) {
      body.add("!" + atom(pick(inputs), witness));
    }
    return "some " + witness + ": (" + String.join(", ", body) + ")";
  }

  private String ground(String head) {
    List<String> terms = new ArrayList<>();
    for (String type : types(head)) {
      terms.add(constant(type));
    }
    return head + "(" + String.join(", ", terms) + ").";
  }

  private String atom(String relation, String witness) {
    List<String> terms = new ArrayList<>();
    for (String type : types(relation)) {
      terms.add(term(type, witness));
    }
    return relation + "(" + String.join(", ", terms) + ")";
  }

  private String term(String type, String witness) {
    if (!witness.isEmpty() && type.equals("symbol") && random.nextInt(2) == 0) {
      return witness;
    }
    int kind = random.nextInt(12);
    if (kind == 0) {
      return "_";
    }
    if (kind <= 2 && !type.equals("names")) {
      return constant(type);
    }
    return switch (type) {
      case "names" -> "s" + random.nextInt(2);
      case "number" -> "n" + random.nextInt(2);
      default -> "x" + random.nextInt(4);
    };
  }

  private String constant(String type) {
    return type.equals("number")
        ? String.valueOf(random.nextInt(3) - 1)
        : "\"k" + random.nextInt(SYMBOLS) + "\"";
  }

  private boolean compiles(List<String> declarations, String rule) {
    String text = String.join("\n", declarations) + "\n" + String.join("\n", rules) + "\n" + rule;
    ParseResult parsed = DatalogParser.parse(text, Dialect.SOUFFLE);
    if (!parsed.problems().isEmpty()) {
      throw new IllegalStateException(parsed.problems() + "\n" + text);
    }
    Map<String, ComputedRelation> computed = new TreeMap<>();
    modes.forEach((name, answered) -> computed.put(name, new Modes(answered)));
    return RuleCompiler.compile(parsed.program(), computed, new SymbolTable()).problems().isEmpty();
  }

  private record Modes(List<String> modes) implements ComputedRelation {
    @Override
    public void answer(int[] pattern, Sink facts) {}
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    for (String relation : inputs) {
      fill(relation, 2 + random.nextInt(9), facts);
    }
    for (String relation : derived) {
      if (random.nextInt(4) == 0) {
        fill(relation, 1 + random.nextInt(2), facts);
      }
    }
    return facts.stream().distinct().toList();
  }

  private List<Fact> tables() {
    List<Fact> tables = new ArrayList<>();
    for (String relation : modes.keySet()) {
      fill(relation, random.nextInt(14), tables);
    }
    return tables.stream().distinct().toList();
  }

  private void fill(String relation, int count, List<Fact> into) {
    for (int i = 0; i < count; i++) {
      List<Value> values = new ArrayList<>();
      for (String type : types(relation)) {
        values.add(
            switch (type) {
              case "names" -> new Value.Names(1 + random.nextInt(MASKS));
              case "number" -> new Value.Symbol(String.valueOf(random.nextInt(3) - 1));
              default -> new Value.Symbol("k" + random.nextInt(SYMBOLS));
            });
      }
      into.add(new Fact(relation, values));
    }
  }

  private List<String> types(String relation) {
    return Objects.requireNonNull(relations.get(relation));
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
