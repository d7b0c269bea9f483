package com.northwind.notifications;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Calls partners, and nobody else: their hosts are listed in the configuration. */
@Component
public class WebhookSender {
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Set<String> hosts;
  private final SecretKeySpec key;

  public WebhookSender(NotificationsProperties properties) {
    this.hosts = Set.copyOf(properties.webhookHosts());
    this.key =
        new SecretKeySpec(
            properties.webhookSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  void send(Webhook webhook) throws IOException, InterruptedException {
    URI address = URI.create(webhook.address());
    if (!"https".equals(address.getScheme()) || !hosts.contains(address.getHost())) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "not an address of a partner");
    }
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(10))
            .header("X-Northwind-Signature", signature(webhook.event()))
            .POST(HttpRequest.BodyPublishers.ofString(webhook.event()))
            .build();
    client.send(request, HttpResponse.BodyHandlers.discarding());
  }

  private String signature(String event) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(event.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
