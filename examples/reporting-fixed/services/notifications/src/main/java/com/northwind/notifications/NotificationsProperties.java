package com.northwind.notifications;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("notifications")
public record NotificationsProperties(
    String mailFrom, Set<String> webhookHosts, String webhookSecret) {}
