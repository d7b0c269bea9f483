/// Decides what role-based access control of Kubernetes allows, exactly and with reasons.
@NullMarked
package dev.ardennes.policy.kubernetes.rbac;

import org.jspecify.annotations.NullMarked;
