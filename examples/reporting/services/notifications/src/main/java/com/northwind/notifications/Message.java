package com.northwind.notifications;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;

/** What a customer is told; the text belongs to its kind. */
public record Message(
    @NotBlank @Pattern(regexp = "c-[0-9]{6}") String customer,
    @NotBlank @Pattern(regexp = "invoice|reminder") String kind,
    @NotBlank String link) {}
