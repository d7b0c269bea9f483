package dev.ardennes.collect.aws.types;

import java.util.Locale;
import java.util.regex.Pattern;

/// Names in the ways in which AWS's interfaces and Terraform write them.
public final class Words {
  private static final Pattern WORD = Pattern.compile("([a-z0-9])([A-Z])");
  private static final Pattern ABBREVIATION = Pattern.compile("([A-Z]+)([A-Z][a-z])");

  /// No name of AWS is as long.
  private static final int LONGEST = 200;

  private Words() {}

  /// `KMSMasterKeyID` as `kms_master_key_id`.
  public static String snake(String name) {
    if (name.length() > LONGEST) {
      return name;
    }
    String parted = ABBREVIATION.matcher(name).replaceAll("$1_$2");
    return WORD.matcher(parted).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
  }

  /// `roleName` as `RoleName`.
  public static String pascal(String name) {
    return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /// `RoleName` as `roleName`.
  static String camel(String name) {
    return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /// The name that a type of CloudFormation most often has in Terraform: `AWS::Lambda::Alias` as
  /// `aws_lambda_alias`.
  static String terraformType(String type) {
    String[] parts = type.split("::", -1);
    StringBuilder name = new StringBuilder("aws");
    for (int i = 1; i < parts.length; i++) {
      name.append('_').append(snake(parts[i]));
    }
    return name.toString();
  }
}
