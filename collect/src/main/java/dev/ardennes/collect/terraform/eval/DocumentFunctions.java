package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.hcl.TextMap;
import dev.ardennes.collect.terraform.value.Json;
import dev.ardennes.collect.terraform.value.JsonText;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// JSON, YAML and CSV.
final class DocumentFunctions {
  private DocumentFunctions() {}

  static void register(Functions.Registry registry) {
    registry
        .any("jsonencode", 1, 1, DocumentFunctions::jsonEncode)
        .partial("jsondecode", 1, DocumentFunctions::jsonDecode)
        .any("yamlencode", 1, 1, DocumentFunctions::yamlEncode)
        .known("yamldecode", 1, DocumentFunctions::yamlDecode)
        .known("csvdecode", 1, DocumentFunctions::csvDecode);
  }

  /// The text keeps what it was made of, so that a policy can be read back with its places.
  private static Value jsonEncode(Arguments call) {
    if (call.get(0) instanceof UnknownValue) {
      return call.unknown();
    }
    String json = Json.text(call.get(0));
    TextMap map = new TextMap.Builder().fixed(0, call.position()).build(json);
    return new StringValue(json, call.origin(), call.get(0), map);
  }

  private static Value jsonDecode(Arguments call) {
    if (!(Conversions.toText(call.get(0)) instanceof StringValue text)) {
      return call.unknown();
    }
    return switch (JsonText.parse(text)) {
      case JsonText.Parsed.Document(Value value) -> value;
      case JsonText.Parsed.Invalid(String says, Position _) ->
          throw call.failure("the text is not JSON: " + says);
    };
  }

  private static Value yamlEncode(Arguments call) {
    if (call.get(0) instanceof UnknownValue) {
      return call.unknown();
    }
    String yaml = YamlWriter.text(call.get(0));
    TextMap map = new TextMap.Builder().fixed(0, call.position()).build(yaml);
    return new StringValue(yaml, call.origin(), call.get(0), map);
  }

  private static Value yamlDecode(Arguments call) {
    return YamlReader.read(call.text(0), call.origin(), call.evaluator().budget());
  }

  private static Value csvDecode(Arguments call) {
    List<List<String>> rows = new CsvReader(call.text(0)).rows();
    if (rows.isEmpty()) {
      throw call.failure("the text has no header line");
    }
    List<String> header = rows.getFirst();
    List<Value> records = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      if (row.size() != header.size()) {
        throw call.failure("a line has " + row.size() + " fields, the header " + header.size());
      }
      Map<String, Value> entries = new TreeMap<>(MapValue.KEY_ORDER);
      for (int index = 0; index < row.size(); index++) {
        entries.put(header.get(index), StringValue.of(row.get(index), call.origin()));
      }
      records.add(MapValue.of(entries, call.origin()));
    }
    return ListValue.of(records, call.origin());
  }
}
