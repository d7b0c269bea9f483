package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxiesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "location / { proxy_pass http://$http_host; }",
        "location / { proxy_pass http://$host$request_uri; }",
        "location / { proxy_pass $scheme://${arg_to}; }",
        "location ~ /(.+)$ { proxy_pass http://$1; }",
        "set $target $arg_url; proxy_pass $target;",
        "http_access allow all",
        "ProxyRequests On",
        "RewriteRule ^/p/(.*)$ http://%{HTTP_HOST}/$1 [P,L]",
        "  http-request set-dst hdr(host),lower",
        "  option http_proxy",
      })
  void theCallerChoosesTheDestination(String text) {
    assertThat(Proxies.open(text)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "location / { proxy_pass http://backend; }",
        "location / { proxy_pass http://127.0.0.1:8080$request_uri; }",
        "location / { proxy_pass http://backend/$arg_page; }",
        "set $target backend; proxy_pass http://$target;",
        "http_access allow localnet",
        "http_access deny all",
        "ProxyRequests Off",
        "RewriteRule ^/(.*)$ https://%{HTTP_HOST}/$1 [R,L]",
        "server { listen 80; root /var/www; }",
      })
  void theDestinationIsFixed(String text) {
    assertThat(Proxies.open(text)).isNull();
  }

  @Test
  void aConfigurationInTheScriptIsSeen() {
    assertThat(Proxies.configured("server { listen 80; }")).isTrue();
    assertThat(Proxies.configured("apt-get install -y nginx")).isFalse();
  }
}
