package com.northwind.notifications;

import jakarta.validation.constraints.NotBlank;

/** A call that a partner wants. */
public record Webhook(@NotBlank String address, @NotBlank String event) {}
