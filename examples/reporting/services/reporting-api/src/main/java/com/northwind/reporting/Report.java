package com.northwind.reporting;

import java.time.Instant;

/** A report that was made, and until when it can be fetched. */
public record Report(ReportId id, Instant expires) {}
