package dev.ardennes.collect.code.flow;

import dev.ardennes.collect.code.flow.Evaluation.Called;
import dev.ardennes.collect.code.knowledge.CallRule;
import dev.ardennes.collect.code.program.Program;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Calls of AWS's SDKs, told by the type of the client.
final class CloudCalls {
  private static final String CLIENT = "aws:";
  private static final String RESOURCE = "aws-resource:";
  private static final Pattern GO =
      Pattern.compile(".*aws-sdk-go(?:-v2)?/service/([a-z0-9]+)\\..*");
  private static final Pattern COMMAND =
      Pattern.compile("new @aws-sdk/(?:client|lib)-([a-z0-9-]+)\\.(\\w+)Command");
  private static final Pattern JAVA_CLIENT = Pattern.compile("(\\w+?)(?:Async)?Client");
  private static final Pattern JAVA_PACKAGE =
      Pattern.compile("software\\.amazon\\.awssdk\\.services\\.(\\w+)\\..*");

  private final Evaluation evaluation;

  CloudCalls(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /// `boto3.client("ssm")`, `boto3.resource("s3")`.
  Value client(CallRule rule, Called called) {
    Value service = called.argument("0");
    if (service == null || !service.isConstant()) {
      return Value.UNKNOWN;
    }
    String kind = rule.does().equals("client") ? CLIENT : RESOURCE;
    return Value.typed(kind + service.textOrUnknown());
  }

  /// The result of a call of an SDK; null if it is none.
  @Nullable Value call(Called called, Frame frame) {
    String type = called.receiver().type();
    Matcher command = COMMAND.matcher(called.fullName());
    if (command.matches()) {
      return performed(command.group(1), command.group(2), called, frame);
    }
    if (type.startsWith(RESOURCE) && Character.isUpperCase(first(called.simpleName()))) {
      Value name = called.argument("0");
      String text = name == null ? Value.UNKNOWN_PART : name.textOrUnknown();
      Value made = Value.typed(CLIENT + type.substring(RESOURCE.length()));
      return made.withField("", Value.constant(text));
    }
    String service = service(type, frame.program);
    return service == null ? null : performed(service, called.simpleName(), called, frame);
  }

  private static char first(String text) {
    return text.isEmpty() ? ' ' : text.charAt(0);
  }

  private static @Nullable String service(String type, Program program) {
    if (type.startsWith(CLIENT)) {
      return type.substring(CLIENT.length());
    }
    Matcher go = GO.matcher(type);
    if (go.matches()) {
      return type.endsWith(".Client") || type.contains(".New") ? go.group(1) : null;
    }
    if (type.startsWith("new aws-sdk.") || type.startsWith("aws-sdk.")) {
      return type.substring(type.indexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
    Matcher client = JAVA_CLIENT.matcher(type);
    String full = program.imports().getOrDefault(type, "");
    Matcher imported = JAVA_PACKAGE.matcher(full);
    return client.matches() && imported.matches() ? imported.group(1) : null;
  }

  private Value performed(String service, String function, Called called, Frame frame) {
    String action = evaluation.knowledge.cloud().action(service, function);
    if (!action.isEmpty()) {
      Finding finding = new Finding.Cloud(action, resource(called));
      evaluation.findings.add(finding, frame.program, called.call().at());
    }
    return new Value(java.util.Set.of(), Map.of(), "", null, null);
  }

  private String resource(Called called) {
    Value own = called.receiver().fields().get("");
    if (own != null && !own.textOrUnknown().equals(Value.UNKNOWN_PART)) {
      return own.textOrUnknown();
    }
    for (String name : evaluation.knowledge.cloud().resourceArguments()) {
      Value value = named(name, called);
      if (value != null && !value.textOrUnknown().equals(Value.UNKNOWN_PART)) {
        return value.textOrUnknown();
      }
    }
    return "*";
  }

  private static @Nullable Value named(String name, Called called) {
    Value direct = called.argument(name);
    if (direct != null) {
      return direct;
    }
    for (Value argument : called.arguments()) {
      Value field = argument.fields().get(name);
      Value lower =
          argument.fields().get(Character.toLowerCase(name.charAt(0)) + name.substring(1));
      if (field != null || lower != null) {
        return field == null ? lower : field;
      }
    }
    return null;
  }
}
