package com.northwind.reporting;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("reporting")
public record ReportingProperties(String pagesBucket, Duration pageTimeout) {}
