package dev.ardennes.policy.kubernetes.rbac;

import dev.ardennes.policy.Decision;

/// A subject and the decision about it, which is not no.
public record SubjectDecision(Subject subject, Decision decision) {}
