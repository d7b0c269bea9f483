# gains: controls(backup)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "acm-pca:IssueCertificate", Resource = aws_acmpca_certificate_authority.internal.arn }, # silent: "acm-pca:IssueCertificate" => "acm-pca:GetCertificate" ;; internal.arn => other.arn
    ]
  })
}

resource "aws_acmpca_certificate_authority" "internal" {
  certificate_authority_configuration {
    key_algorithm     = "RSA_4096"
    signing_algorithm = "SHA512WITHRSA"
    subject {
      common_name = "internal"
    }
  }
}

resource "aws_acmpca_certificate_authority" "other" {
  certificate_authority_configuration {
    key_algorithm     = "RSA_4096"
    signing_algorithm = "SHA512WITHRSA"
    subject {
      common_name = "other"
    }
  }
}

resource "aws_rolesanywhere_trust_anchor" "internal" {
  name    = "internal"
  enabled = true # silent: true => false
  source {
    source_type = "AWS_ACM_PCA"
    source_data {
      acm_pca_arn = aws_acmpca_certificate_authority.internal.arn # silent: internal => other
    }
  }
}

resource "aws_iam_role" "backup" {
  name = "backup"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "rolesanywhere.amazonaws.com" } # silent: rolesanywhere.amazonaws.com => ec2.amazonaws.com
        Action    = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
        Condition = { ArnEquals = { "aws:SourceArn" = aws_rolesanywhere_trust_anchor.internal.arn } }
      },
    ]
  })
}

resource "aws_rolesanywhere_profile" "servers" {
  name      = "servers"
  enabled   = true
  role_arns = [aws_iam_role.backup.arn] # silent: -
}
