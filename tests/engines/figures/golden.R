# Makes the golden values of test_estimates.py: Rscript tests/engines/figures/golden.R (R 4.2.2, survey 4.1.1). The data are invented.
suppressMessages(library(survey))
d <- data.frame(
  region = rep(c("A","B","C"), c(6,5,7)),
  size   = c(30,42,55,61,88,140, 25,33,47,90,210, 18,22,29,36,58,75,120),
  hours  = c(3,0,5,4,8,11, 2,2,0,7,15, 0,1,3,2,4,6,9),
  uses   = c(1,0,1,0,1,1, 0,1,0,1,1, 0,0,1,0,1,1,1),
  small  = c(1,1,0,0,0,0, 1,1,1,0,0, 1,1,1,1,0,0,0))
d$N <- c(A=9,B=8,C=10)[d$region]
des <- svydesign(id=~1, strata=~region, fpc=~N, data=d)
srs <- svydesign(id=~1, fpc=rep(27,18), data=d)
p <- function(n, x) cat(n, format(coef(x), digits=12), format(SE(x), digits=12), "\n")
p("mean srs", svymean(~uses, srs))
p("mean", svymean(~uses, des))
p("mean hours", svymean(~hours, des))
p("domain", svymean(~uses, subset(des, small==1)))
p("domain hours", svymean(~hours, subset(des, small==0)))
p("ratio", svyratio(~hours, ~size, des))
for (f in c("linear","raking")) {
  cal <- calibrate(des, ~size+small, c(`(Intercept)`=27, size=1800, small=15), calfun=f, epsilon=1e-12, maxit=100)
  cat("weights", f, format(weights(cal), digits=12), "\n")
  p(paste("mean cal", f), svymean(~uses, cal))
  p(paste("hours cal", f), svymean(~hours, cal))
  p(paste("ratio cal", f), svyratio(~hours, ~size, cal))
  p(paste("domain cal", f), svymean(~uses, subset(cal, small==1)))
}
e <- data.frame(y=rep(1:0, c(31,53))); p("84 of 98", svymean(~y, svydesign(id=~1, fpc=rep(98,84), data=e)))
