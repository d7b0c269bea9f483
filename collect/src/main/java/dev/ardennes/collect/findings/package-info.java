/// Reports of scanners: SARIF, Trivy, trivy-operator, Semgrep, ZAP. States what was reported about
/// what, in one vocabulary, and never whether it is true or matters.
@NullMarked
package dev.ardennes.collect.findings;

import org.jspecify.annotations.NullMarked;
