package dev.ardennes.policy.aws;

import java.util.List;
import java.util.Set;

/// What full control of an account means: actions that must all be allowed on `*`, under all
/// layers.
///
/// Whoever may write IAM without limit can give itself everything else; the data actions keep a
/// boundary that leaves IAM alone but takes the data away from counting as full control.
public final class AdministratorProfile {
  /// In order of evaluation: those come first that most principals lack.
  public static final List<String> ACTIONS =
      List.of(
          "iam:CreatePolicyVersion",
          "iam:AttachRolePolicy",
          "iam:AttachUserPolicy",
          "iam:PutRolePolicy",
          "iam:PutUserPolicy",
          "iam:UpdateAssumeRolePolicy",
          "iam:CreateAccessKey",
          "iam:CreateRole",
          "iam:CreateUser",
          "iam:PassRole",
          "sts:AssumeRole",
          "ec2:RunInstances",
          "lambda:CreateFunction",
          "s3:GetObject",
          "secretsmanager:GetSecretValue",
          "kms:Decrypt");

  private static final Set<String> ABOUT_USERS =
      Set.of("iam:AttachUserPolicy", "iam:PutUserPolicy", "iam:CreateAccessKey", "iam:CreateUser");

  /// The same for a role that the attacker makes, which needs no users: organisations often let
  /// nobody make any, and are controlled all the same.
  public static final List<String> OF_NEW_ROLES =
      ACTIONS.stream().filter(action -> !ABOUT_USERS.contains(action)).toList();

  private AdministratorProfile() {}
}
