package com.northwind.notifications;

import jakarta.validation.Valid;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class NotificationController {
  private final Mailer mailer;
  private final WebhookSender webhooks;

  public NotificationController(Mailer mailer, WebhookSender webhooks) {
    this.mailer = mailer;
    this.webhooks = webhooks;
  }

  @PostMapping("/messages")
  @ResponseStatus(HttpStatus.ACCEPTED)
  public void tell(@Valid @RequestBody Message message) {
    mailer.send(message);
  }

  @PostMapping("/webhooks")
  @ResponseStatus(HttpStatus.ACCEPTED)
  public void call(@Valid @RequestBody Webhook webhook) throws IOException, InterruptedException {
    webhooks.send(webhook);
  }
}
