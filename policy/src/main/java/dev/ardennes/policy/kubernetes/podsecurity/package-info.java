/// Decides the Pod Security Standards of Kubernetes: which pods a level and version admit.
@NullMarked
package dev.ardennes.policy.kubernetes.podsecurity;

import org.jspecify.annotations.NullMarked;
