package dev.ardennes.collect.aws;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What Transfer Family puts in the place of its variables in the policy of a user.
///
/// Source: "Creating a session policy for an Amazon S3 bucket" in the Transfer Family user guide.
record TransferVariables(Map<String, String> values) {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{transfer:(\\w{1,40})}", Pattern.CASE_INSENSITIVE);

  /// The bucket, which may be unknown, and the folder in it.
  private static final Pattern HOME =
      Pattern.compile(
          "/?((?:%1$s[^%2$s]*%2$s|[^/])+)(?:/(.*))?".formatted(Unknown.OPEN, Unknown.CLOSE));

  private static final int DEEPEST = 20;

  TransferVariables {
    values = Map.copyOf(values);
  }

  static TransferVariables of(AwsResource user) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("username", user.attributes().text("user_name", open(user, "UserName")));
    String directory = user.attributes().text("home_directory");
    Matcher home = HOME.matcher(directory == null ? "" : directory);
    boolean known = home.matches();
    String folder = known ? home.group(2) : null;
    values.put("homebucket", known ? home.group(1) : open(user, "HomeBucket"));
    values.put("homefolder", folder == null ? known ? "" : open(user, "HomeFolder") : folder);
    values.put(
        "homedirectory", known ? home.group().replaceFirst("^/", "") : open(user, "HomeDirectory"));
    return new TransferVariables(values);
  }

  private static String open(AwsResource user, String variable) {
    return Unknown.part(user.address() + ": " + variable);
  }

  /// The document with the values.
  Json replaced(Value policy) {
    Json json = Documents.json(policy);
    Json parsed = PolicyDocument.parsed(json);
    return replaced(parsed == null ? json : parsed, 0);
  }

  private Json replaced(Json json, int depth) {
    if (depth > DEEPEST) {
      return json;
    }
    return switch (json) {
      case Json.Text text -> new Json.Text(replaced(text.value()), text.place());
      case Json.Arr array -> {
        List<Json> elements = new ArrayList<>();
        array.elements().forEach(element -> elements.add(replaced(element, depth + 1)));
        yield new Json.Arr(elements, array.place());
      }
      case Json.Obj object -> {
        Map<String, Json> members = new LinkedHashMap<>();
        object.members().forEach((key, member) -> members.put(key, replaced(member, depth + 1)));
        yield new Json.Obj(members, object.place());
      }
      default -> json;
    };
  }

  private String replaced(String text) {
    Matcher variables = VARIABLE.matcher(text);
    return variables.replaceAll(
        found -> {
          String value = value(found.group(1));
          return Matcher.quoteReplacement(value == null ? found.group() : value);
        });
  }

  private @Nullable String value(String variable) {
    return values.get(variable.toLowerCase(Locale.ROOT));
  }
}
