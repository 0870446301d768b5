const be=document.documentElement.lang;o=[be,be.split("-")[0]].find(A=>c[A])||Object.keys(c)[0],i=c[o];
