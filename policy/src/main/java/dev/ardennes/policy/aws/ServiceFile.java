package dev.ardennes.policy.aws;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/// Reads one generated service file; `tools/aws-data/README.md` describes the format.
final class ServiceFile {
  private final List<List<String>> keyLists = new ArrayList<>();
  private final SequencedMap<String, AwsAction> actions = new LinkedHashMap<>();
  private final SequencedMap<String, AwsResourceType> types = new LinkedHashMap<>();
  private final SequencedMap<String, String> keyTypes = new LinkedHashMap<>();
  private String prefix = "";
  private String name = "";
  private boolean resourceControlPolicies;

  private ServiceFile() {}

  static AwsService parse(String text) {
    ServiceFile file = new ServiceFile();
    text.lines().forEach(line -> file.read(line.split("\t", -1)));
    return new AwsService(
        file.prefix,
        file.name,
        file.resourceControlPolicies,
        Collections.unmodifiableSequencedMap(file.actions),
        Collections.unmodifiableSequencedMap(file.types),
        Collections.unmodifiableSequencedMap(file.keyTypes));
  }

  private void read(String[] fields) {
    switch (fields[0]) {
      case "S" -> {
        prefix = fields[1];
        name = fields[2];
        resourceControlPolicies = field(fields, 3).equals("rcp");
      }
      case "K" -> keyTypes.put(fields[1], fields[2]);
      case "L" -> keyLists.add(list(fields[2]));
      case "R" ->
          types.put(
              fields[1], new AwsResourceType(prefix, fields[1], fields[2], keys(field(fields, 3))));
      case "A" -> actions.put(fields[1].toLowerCase(Locale.ROOT), action(fields));
      default -> throw new IllegalArgumentException("unknown record `" + fields[0] + "`");
    }
  }

  private AwsAction action(String[] fields) {
    List<AwsAction.ActionResource> resources =
        list(field(fields, 3)).stream().map(this::resource).toList();
    return new AwsAction(
        prefix,
        fields[1],
        AccessLevel.ofLetter(fields[2]),
        resources,
        keys(field(fields, 4)),
        list(field(fields, 5)));
  }

  private AwsAction.ActionResource resource(String text) {
    int colon = text.indexOf(':');
    String type = colon < 0 ? text : text.substring(0, colon);
    boolean required = type.endsWith("!");
    return new AwsAction.ActionResource(
        required ? type.substring(0, type.length() - 1) : type,
        required,
        colon < 0 ? List.of() : keys(text.substring(colon + 1)));
  }

  private List<String> keys(String listNumber) {
    return listNumber.isEmpty() ? List.of() : keyLists.get(Integer.parseInt(listNumber));
  }

  private static List<String> list(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
  }

  private static String field(String[] fields, int index) {
    return index < fields.length ? fields[index] : "";
  }
}
