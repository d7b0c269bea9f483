package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Facts about what answers requests on machines: proxies that send requests where their caller
/// says, and servers whose program or configuration no source shows.
final class Servers {
  private static final List<String> SCRIPTS = List.of("user_data", "user_data_base64");

  /// Starting a program of one's own: an interpreter with a file, a package's start, a service that
  /// no distribution brings.
  private static final Pattern PROGRAM =
      Pattern.compile(
          "\\b(?:node|nodejs|python[0-9.]*|ruby|php|perl|java\\s+-jar|npm\\s+(?:run\\s+)?start"
              + "|yarn\\s+start|pm2\\s+start|gunicorn|uvicorn|flask\\s+run|rails\\s+s(?:erver)?"
              + "|docker(?:-compose|\\s+compose)?\\s+(?:run|up))\\s+[^\\s|;&]+"
              + "|\\bsystemctl\\s+(?:start|restart|enable\\s+--now)\\s+(?!nginx|apache|httpd|haproxy"
              + "|squid|docker|amazon|snapd|ssh|cron|crond|postgres|mysql|mariadb|rsyslog|chrony"
              + "|ntp|network|systemd|containerd|kubelet|codedeploy|ecs|php)[A-Za-z0-9@._-]+");

  private static final Pattern WEB_SERVER =
      Pattern.compile(
          "\\b(?:install|start|restart|enable)\\b[^\\n]{0,200}?"
              + "\\b(nginx|apache2|httpd|haproxy|squid|envoy|caddy|traefik|lighttpd|tomcat[0-9]*)\\b");

  private final Estate estate;

  Servers(Estate estate) {
    this.estate = estate;
  }

  void state(AwsResource resource) {
    boolean script = false;
    for (Value data : resource.attributes().all(SCRIPTS)) {
      script = true;
      script(resource, resource.entity(), data);
    }
    if (resource.type().equals("aws_instance") && !script && !fromTemplate(resource)) {
      estate.fact(
          resource.at("ami"), "unseen_server", resource.entity(), "whatever its image starts");
    }
  }

  private static boolean fromTemplate(AwsResource machine) {
    return machine.attributes().has("launch_template");
  }

  /// What the first script of a machine says, wherever the script is written.
  void script(AwsResource saying, String machine, Value data) {
    String script = Scripts.text(data);
    if (script == null) {
      return;
    }
    String directive = Proxies.open(script);
    if (directive != null) {
      String reason = "its first script configures `" + directive + "`";
      Evidence at = Scripts.place(saying, data, script, directive);
      estate.fact(at, "forwards_requests", machine, reason);
      return;
    }
    unseen(saying, machine, data, script);
  }

  private void unseen(AwsResource saying, String machine, Value data, String script) {
    String program = found(PROGRAM, script);
    String server = found(WEB_SERVER, script);
    if (program != null) {
      Evidence at = Scripts.place(saying, data, script, program);
      estate.fact(at, "unseen_server", machine, "an application");
    } else if (server != null && !Proxies.configured(script)) {
      Evidence at = Scripts.place(saying, data, script, server);
      estate.fact(at, "unseen_server", machine, "a web server");
    }
  }

  private static @Nullable String found(Pattern pattern, String script) {
    Matcher matcher = pattern.matcher(script);
    return matcher.find() ? matcher.group() : null;
  }
}
