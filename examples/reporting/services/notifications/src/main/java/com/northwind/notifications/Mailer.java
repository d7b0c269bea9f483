package com.northwind.notifications;

import java.util.Map;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** Sends mails from templates that are kept with the mail service. */
@Component
public class Mailer {
  private static final Map<String, String> TEMPLATES =
      Map.of("invoice", "northwind-invoice", "reminder", "northwind-reminder");

  private final SesV2Client mail = SesV2Client.create();
  private final String from;

  public Mailer(NotificationsProperties properties) {
    this.from = properties.mailFrom();
  }

  void send(Message message) {
    String data = "{\"link\": \"" + message.link().replace("\"", "") + "\"}";
    mail.sendEmail(
        email ->
            email
                .fromEmailAddress(from)
                .destination(to -> to.toAddresses(message.customer() + "@customers.northwind.example"))
                .content(
                    content ->
                        content.template(
                            template ->
                                template
                                    .templateName(TEMPLATES.get(message.kind()))
                                    .templateData(data))));
  }
}
